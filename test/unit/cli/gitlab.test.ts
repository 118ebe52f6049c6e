// `check --format gitlab`: a Code Quality report as GitLab's documents describe it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

async function issues(text: string): Promise<readonly Issue[]> {
  const cwd = cli.folder({ "sysctl.conf": text });
  return JSON.parse((await cli.run(["check", "--format", "gitlab", "./sysctl.conf"], { cwd })).stdout);
}

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";

test("an issue for each finding, with its place and severity", async () => {
  const [typo, comment, ...more] = await issues(`# a gateway\n${TYPO}net.netfilter.nf_conntrack_udp_timeout = 30 # short\n`);
  expect(more).toEqual([]);
  expect(typo).toMatchObject({
    check_name: "unknown-key",
    severity: "critical",
    location: { path: "sysctl.conf", lines: { begin: 2, end: 2 } },
  });
  expect(typo?.description).toContain("nf_conntrack_max");
  expect(comment).toMatchObject({ check_name: "ignored-text", severity: "major" });
});

test("an empty array where nothing is found", async () => {
  expect(await issues("net.ipv4.ip_forward = 1\n")).toEqual([]);
});

test("a fingerprint stays where a finding moves, and differs between findings that are alike", async () => {
  const [before] = await issues(TYPO);
  const [after] = await issues(`# above\n${TYPO}`);
  expect(after?.fingerprint).toBe(before?.fingerprint);
  const alike = await issues(TYPO + TYPO);
  expect(new Set(alike.map(({ fingerprint }) => fingerprint)).size).toBe(alike.length);
});
