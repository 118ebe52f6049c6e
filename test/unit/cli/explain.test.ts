// `explain`: keys in all spellings, rules, the width of a pipe.
import { afterAll, beforeAll, expect, test } from "vitest";
import { docsOf } from "../../../src/core/rules/docs.ts";
import { exampleTexts } from "../../../src/core/rules/engine/example-text.ts";
import { RULES } from "../../../src/core/rules/index.ts";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

test("a key in all its spellings", async () => {
  const spellings = [
    "net.netfilter.nf_conntrack_max",
    "net/netfilter/nf_conntrack_max",
    "nf_conntrack_max",
    "/proc/sys/net/netfilter/nf_conntrack_max",
  ];
  const answers = await Promise.all(spellings.map((key) => cli.run(["explain", key])));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^net\.netfilter\.nf_conntrack_max\n/) });
});

test.each([
  ["udp_timeout", "net.netfilter.nf_conntrack_udp_timeout\n"],
  ["tcp_keepalive_time", "net.ipv4.tcp_keepalive_time\n"],
  ["ip_conntrack_max", "ip_conntrack_max: removed in Linux 4.9; use"],
  ["hashsize", "modprobe.d"],
])("the last part alone: %s", async (key, says) => {
  const { code, stdout } = await cli.run(["explain", key]);
  expect(code).toBe(0);
  expect(stdout).toContain(says);
});

test("the target decides", async () => {
  const { stdout } = await cli.run(["explain", "tcp_timeout_established", "--kernel=6.1", "--hz=250"]);
  expect(stdout).toContain("HZ 250");
});

test("every rule has a page, with its examples", async () => {
  for (const rule of RULES) {
    const { code, stdout, stderr } = await cli.run(["explain", rule.id]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(docsOf(rule.id).title);
    for (const { bad } of exampleTexts(docsOf(rule.id)))
      expect(stdout).toContain(
        bad
          .split(/\r?\n/)
          .find((line) => /\w/.test(line))
          ?.trim(),
      );
  }
});

test("the figures of a rule, in a narrow terminal too", async () => {
  const { stdout } = await cli.run(["explain", "short-timeout"]);
  // The table of the rule's page: each key with its two thresholds, why, and where they come from.
  expect(stdout).toMatch(
    /^nf_conntrack_tcp_timeout_established\n +Information below +7440 s\n +Warning below +601 s\n +Why +2 h 4 min is/m,
  );
  expect(stdout).toMatch(/^nf_conntrack_gre_timeout_stream\n +Information below +180 s\n +Warning below +60 s\n +Why +\S/m);
  for (const line of stdout.split("\n").filter((text) => !text.startsWith("    net."))) expect(line.length, line).toBeLessThanOrEqual(80);
});

test("no line is wider than 80 columns in a pipe, but for words that are", async () => {
  for (const word of ["nf_conntrack_max", "nf_conntrack_tcp_be_liberal"]) {
    for (const line of (await cli.run(["explain", word])).stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});
