// What an agent gets to read: the folders that were named, and nothing that a path or a link leads to elsewhere.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Agent } from "./agent.ts";

let agent: Agent;
afterEach(() => agent.stop());

const SECRET = "net.netfilter.nf_conntrack_max = 4242\n";

async function withLinks(): Promise<void> {
  agent = await Agent.start({ "ok.conf": "net.netfilter.nf_conntrack_max = 262144\n", "tree/etc/sysctl.d/1.conf": "#\n", "bare/x": "" });
  writeFileSync(join(agent.outside, "secret.conf"), SECRET);
  symlinkSync(join(agent.outside, "secret.conf"), join(agent.folder, "file.conf"));
  symlinkSync(agent.outside, join(agent.folder, "out"));
  symlinkSync("../may-not/secret.conf", join(agent.folder, "relative.conf"));
  symlinkSync(join(agent.outside, "secret.conf"), join(agent.folder, "tree/etc/sysctl.d/2.conf"));
  symlinkSync(agent.outside, join(agent.folder, "bare/etc"));
  symlinkSync("ok.conf", join(agent.folder, "inside.conf"));
}

describe("paths", () => {
  test.each([
    "file.conf",
    "relative.conf",
    "out",
    "out/secret.conf",
    "../may-not/secret.conf",
    "/etc/passwd",
    "/",
    "ok.conf/../../may-not",
  ])("%s leads out and is refused", async (path) => {
    await withLinks();
    for (const [tool, given] of [
      ["check", { paths: [path] }],
      ["settings", { paths: [path] }],
      ["diagnose", { paths: [path] }],
      ["analyze", { paths: [path] }],
      ["firewall", { paths: [path] }],
      ["firewall", { text: "table ip a { }", dump: path }],
      ["plan", { from: path }],
      ["effective", { root: path }],
    ] as const)
      expect(await agent.refusal(tool, given)).toMatch(/is not in a folder the server may read/);
  });

  test("a link that stays inside is followed", async () => {
    await withLinks();
    expect((await agent.call("check", { paths: ["inside.conf"] })).result.files).toHaveLength(1);
  });

  test("of a folder and of a tree, nothing comes from outside", async () => {
    await withLinks();
    for (const [tool, given] of [
      ["check", { paths: ["."] }],
      ["settings", { paths: ["."] }],
      ["effective", { root: "tree" }],
      ["check", { root: "tree" }],
    ] as const)
      expect(JSON.stringify(await agent.call(tool, given))).not.toContain("4242");
    writeFileSync(join(agent.outside, "rc.sh"), "sysctl -w net.netfilter.nf_conntrack_max=4242\n");
    expect(await agent.refusal("effective", { root: "bare" })).toMatch(/has no etc/);
  });

  test("without a root there are no files, and texts are read all the same", async () => {
    agent = await Agent.start({ "a.conf": SECRET }, false);
    expect(await agent.refusal("check", { paths: [join(agent.folder, "a.conf")] })).toMatch(/without --root/);
    expect((await agent.call("check", { text: SECRET })).result.files).toHaveLength(1);
  });

  test("pipes are not waited for", async () => {
    agent = await Agent.start();
    execFileSync("mkfifo", [join(agent.folder, "pipe")]);
    for (const tool of ["check", "diagnose", "analyze", "firewall"])
      expect(await agent.refusal(tool, { paths: ["pipe"] })).toBe('"pipe" is a pipe');
  });
});

describe("sizes", () => {
  test("a file that is too large is not opened", async () => {
    agent = await Agent.start({ "big.txt": "" });
    truncateSync(join(agent.folder, "big.txt"), 200_000_001);
    expect(await agent.refusal("analyze", { paths: ["big.txt"] })).toMatch(/larger than the maximum of 200 MB/);
  });

  test("an answer that nobody could read is refused", async () => {
    agent = await Agent.start();
    const text = "net.netfilter.nf_conntrack_acct = 12x\n".repeat(5000);
    expect(await agent.refusal("check", { text })).toMatch(/^The answer has more than 400,000 characters/);
    expect(await agent.refusal("check", { text: "#".repeat(5_000_001) })).toMatch(/must NOT have more than 5000000 characters/);
  });
});

test("calls at one time keep their texts apart", async () => {
  agent = await Agent.start();
  const limits = [1000, 2000, 3000, 4000];
  const answers = await Promise.all(limits.map((limit) => agent.call("settings", { text: `net.netfilter.nf_conntrack_max = ${limit}\n` })));
  expect(answers.map(({ result }) => result.files[0].settings[0].value)).toEqual(limits.map(String));
});

test("nothing is written", async () => {
  agent = await Agent.start({ "a.conf": "net.ipv4.ip_conntrack_max = 65536\n" });
  const state = () =>
    readdirSync(agent.folder).map((name) => [
      name,
      readFileSync(join(agent.folder, name), "utf8"),
      statSync(join(agent.folder, name)).mtimeMs,
    ]);
  const before = state();
  await agent.call("check", { paths: ["a.conf"] });
  for (const given of [
    { paths: ["a.conf"], fix: true },
    { paths: ["a.conf"], "in-place": true },
    { rule: ["--fix"], text: "#" },
  ])
    await agent.refusal("check", given);
  expect(state()).toEqual(before);
});
