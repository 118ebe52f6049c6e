// `analyze` and `diagnose` as people and programs use them: files, pipes, JSON, text that tries to be more than text.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tcp, times, udp } from "../core/evidence/dumps.ts";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url), "utf8");
const ESCAPES = "\x1b[31m<script>alert(1)</script>\x07\u202e";

describe("analyze", () => {
  test("JSON has the shape that is promised", async () => {
    const text =
      times(1200, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })) +
      times(500, () => udp({ unreplied: true })).concat("rubbish\n");
    const { code, stdout, stderr } = await cli.run(["analyze", "--format", "json", "-"], { stdin: text });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      version: 1,
      entries: 1700,
      byProtocol: {
        tcp: { entries: 1200, byState: { TIME_WAIT: 1200 }, unreplied: 0, assured: 1200 },
        udp: { entries: 500, byState: {}, unreplied: 500, assured: 0 },
      },
      rates: { tcp: { TIME_WAIT: { perSecond: 10, window: 120 } } },
      badLines: 1,
      badSamples: [{ line: 1701, text: "rubbish", reason: "no protocol" }],
    });
    expect(result.top.ports.items).toEqual([
      { protocol: "tcp", port: 443, entries: 1200 },
      { protocol: "udp", port: 53, entries: 500 },
    ]);
  });

  test("a file, a redirect and a pipe give the same", async () => {
    const folder = cli.folder({ dump: fixture("proc.txt") });
    const path = join(folder, "dump");
    const named = await cli.run(["analyze", path, "--format=json"]);
    expect(named.code).toBe(0);
    expect(await cli.run(["analyze", "--format=json"], { stdin: fixture("proc.txt") })).toEqual(named);
    const redirected = execFileSync("sh", ["-c", `"$0" "$1" analyze - --format=json < "$2"`, process.execPath, cli.bundle, path], {
      encoding: "utf8",
    });
    expect(redirected).toBe(named.stdout);
  });

  test.skipIf(process.platform === "win32")("process substitution", () => {
    const out = execFileSync(
      "bash",
      [
        "-c",
        `"$0" "$1" analyze <(cat "$2")`,
        process.execPath,
        cli.bundle,
        new URL("../../fixtures/tables/proc.txt", import.meta.url).pathname,
      ],
      {
        encoding: "utf8",
      },
    );
    expect(out).toMatch(/^119 entries: 105 IPv4, 14 IPv6, 49 unreplied, 56 assured\n/);
  });

  test("text in a pipe is plain, without bars and colour", async () => {
    const { stdout } = await cli.run(["analyze", "-"], { stdin: fixture("proc.txt") });
    expect(stdout).toMatch(/^ {4}ESTABLISHED +14 +11\.8 %$/m);
    expect(stdout).toContain("tcp SYN_SENT");
    expect(stdout).toMatch(/^[\x20-\x7e\n±]*$/);
  });

  test("escape codes, HTML and bad UTF-8 come out as text", async () => {
    const stdin = Buffer.concat([Buffer.from(`${udp()}${ESCAPES}\n`), Buffer.from([0xff, 0xfe, 0x9b, 0x33, 0x31, 0x6d, 10])]);
    for (const args of [
      ["analyze", "-"],
      ["analyze", "-", "--format=json"],
      ["diagnose", "-"],
    ]) {
      const { stdout, stderr } = await cli.run(args, { stdin });
      expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
    const { stdout } = await cli.run(["analyze", "-"], { stdin });
    expect(stdout).toContain("\\x1b[31m<script>alert(1)</script>");
  });

  test("lists as long as asked for", async () => {
    const stdin = times(30, (index) => udp({ from: `10.0.0.${index}` }));
    const items = async (top: string): Promise<number> =>
      JSON.parse((await cli.run(["analyze", "-", "--top", top, "--format=json"], { stdin })).stdout).top.sources.items.length;
    expect(await items("3")).toBe(3);
    expect(await items("0")).toBe(0);
    expect(await items("100")).toBe(30);
  });

  test.each([
    [["analyze", "/nonexistent"], "/nonexistent: no such file or folder"],
    [["analyze", "/"], "/: a folder, not a file"],
    [["analyze", "/dev/zero"], "/dev/zero: a device, not a file"],
    [["analyze", "a", "b"], "analyze reads one dump at a time."],
    [["analyze", "--top", "x", "-"], '--top "x" is not a valid number'],
    [["analyze"], "analyze needs a file to read, or - for standard input."],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  test("something else than a table is told", async () => {
    const { code, stderr } = await cli.run(["analyze", "-"], { stdin: "net.netfilter.nf_conntrack_max = 1\n" });
    expect(code).toBe(2);
    expect(stderr).toContain("no line is an entry of a conntrack table");
    expect((await cli.run(["analyze", "-"], { stdin: "" })).stdout).toBe("No entries\n");
  });

  test("a line of 100 MB does not exhaust memory", async () => {
    const stdin = Buffer.alloc(100_000_000, "x");
    stdin.write(udp(), 0);
    const { code, stdout } = await cli.run(["analyze", "-", "--format=json"], { stdin, env: { NODE_OPTIONS: "--max-old-space-size=64" } });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ entries: 1, badLines: 1, bytes: 100_000_000, badSamples: [{ reason: "too long" }] });
  });
});

describe("diagnose", () => {
  const QUESTION = "[ 1465.133062] nf_conntrack: table full, dropping packet.\n[ 1471.134845] net_ratelimit: 282 callbacks suppressed\n";

  test("the question it began with", async () => {
    const { code, stdout } = await cli.run(["diagnose", "-"], { stdin: QUESTION });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The conntrack table was full: at least 1 packet was dropped \(estimate: 283\)\.\n/);
    for (const name of ["How many entries", "What is the limit?", "What fills the table", "sysctl net.netfilter"])
      expect(stdout).toContain(name);
    const { stdout: json } = await cli.run(["diagnose", "--format=json"], { stdin: QUESTION });
    expect(JSON.parse(json)).toMatchObject({ version: 1, drops: { atLeast: 1, about: 283 }, causes: [], plan: null });
  });

  test("a log, a table and two readings of the counters together", async () => {
    const folder = cli.folder({
      log: QUESTION,
      table: times(900, (index) => udp({ from: "203.0.113.9", left: index % 30, unreplied: true })),
      before: "cpu=0 drop=100 early_drop=0\n",
      after: "cpu=0 drop=700 early_drop=3\n",
    });
    const { stdout } = await cli.run(["diagnose", "log", "table", "before", "after", "--format=json"], { cwd: folder });
    const result = JSON.parse(stdout);
    expect(result.causes[0].id).toBe("unreplied-few-sources");
    expect(result.evidence.changes).toMatchObject({ drop: { count: 600, perSecond: null }, early_drop: { count: 3 } });
  });

  test("a log without its last line feed, before another", async () => {
    const folder = cli.folder({ a: QUESTION.trimEnd(), b: QUESTION });
    const { stdout } = await cli.run(["diagnose", "a", "b", "--format=json"], { cwd: folder });
    expect(JSON.parse(stdout).drops).toMatchObject({ atLeast: 2, about: 566 });
  });

  test("100 MB of log on one line", async () => {
    const stdin = Buffer.alloc(100_000_000, "x");
    stdin.write(QUESTION, 0);
    const { code, stdout } = await cli.run(["diagnose", "-"], { stdin, env: { NODE_OPTIONS: "--max-old-space-size=96" } });
    expect(code).toBe(0);
    expect(stdout).toContain("about 283");
  });

  test.each([
    [["diagnose", "/nonexistent"], "/nonexistent: no such file or folder"],
    [["diagnose"], "diagnose needs a file to read, or - for standard input."],
    [["diagnose", "--proc", "/nonexistent"], '--proc "/nonexistent" is not a Linux /proc'],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });
});
