// `check --format github`: workflow commands as the runner reads them.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
const windows = process.platform === "win32";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The way the runner takes a line apart: at the first `::` after the properties, which are split at commas and unescaped. */
function read(line: string): Command {
  const [, name = "", list = "", message = ""] = /^::([a-z]+) (.*?)::(.*)$/.exec(line) ?? [];
  const properties = list.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [
      pair.slice(0, at),
      unescaped(pair.slice(at + 1))
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ",")
        .replaceAll("%25", "%"),
    ];
  });
  return { name, properties: Object.fromEntries(properties), message: unescaped(message).replaceAll("%25", "%") };
}

function unescaped(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}

async function commands(args: readonly string[], options: Parameters<Cli["run"]>[1] = {}): Promise<readonly Command[]> {
  const { stdout } = await cli.run(["check", "--format=github", ...args], options);
  const lines = stdout.split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.pop()).toMatch(/ files?/);
  for (const line of lines) expect(line).toMatch(/^::/);
  return lines.map(read);
}

test("a command for each finding, with its place", async () => {
  const text = `# one\n${TYPO}net.netfilter.nf_conntrack_tcp_timeout_established = 4000000\n-${TYPO}`;
  const folder = cli.folder({ "a.conf": text });
  expect(await commands(["a.conf"], { cwd: folder })).toEqual([
    {
      name: "error",
      properties: { file: "a.conf", line: "2", endLine: "2", col: "1", endColumn: "30", title: "No kernel has this key (unknown-key)" },
      message: 'Unknown key "nf_contrack_max"; did you mean nf_conntrack_max?',
    },
    {
      name: "warning",
      properties: expect.objectContaining({ file: "a.conf", line: "3", col: "54", endColumn: "61" }),
      message: expect.stringContaining('"4000000"'),
    },
    {
      name: "notice",
      properties: expect.objectContaining({ line: "4", col: "2", endColumn: "31" }),
      message: expect.any(String),
    },
  ]);
});

test("places that belong to a finding, a line each", async () => {
  const text = "net.netfilter.nf_conntrack_max = 131072\nnet.nf_conntrack_max = 262144\n";
  const [command] = await commands(["-"], { stdin: text });
  expect(command?.message).toMatch(/^"nf_conntrack_max"[^\n]*\nLine 2: [^\n]+$/);
});

test("standard input has no file", async () => {
  const [command] = await commands(["-"], { stdin: TYPO });
  expect(command?.properties).toEqual({ line: "1", endLine: "1", col: "1", endColumn: "30", title: expect.any(String) });
});

test.skipIf(windows)("names and messages with the characters that mean something to the runner", async () => {
  const name = "100%, a:b%0A\n,file=x::y.conf";
  const folder = cli.folder({ [name]: "net.netfilter.nf_conntrack_max = 5%0A,::error ::\n" });
  const { stdout } = await cli.run(["check", "--format=github", name], { cwd: folder });
  expect(stdout.split("\n")).toHaveLength(3);
  const [line = ""] = stdout.split("\n");
  expect(line).toContain("file=100%25%2C a%3Ab%250A%0A%2Cfile=x%3A%3Ay.conf,line=1,");
  expect(line).toMatch(/::"5%250A,::error ::" is not a number/);
  expect(read(line).properties["file"]).toBe(name);
});

test.skipIf(windows)("nothing in a name steers a terminal", async () => {
  const folder = cli.folder({ "a\x1b[31m.conf": TYPO });
  const { stdout } = await cli.run(["check", "--format=github", "a\x1b[31m.conf"], { cwd: folder });
  expect(stdout).not.toContain("\x1b");
});

test("paths start at the root of the repository, wherever check runs", async () => {
  const folder = cli.folder({ "etc/sysctl.d/a.conf": TYPO });
  const env = { GITHUB_WORKSPACE: folder };
  for (const [cwd, path] of [
    [folder, "etc"],
    [join(folder, "etc"), "."],
    [join(folder, "etc", "sysctl.d"), "a.conf"],
    [cli.folder({}), join(folder, "etc", "sysctl.d", "a.conf")],
  ] as const) {
    const [command] = await commands([path], { cwd, env });
    expect(command?.properties["file"]).toBe("etc/sysctl.d/a.conf");
  }
  const outside = await commands(["a.conf"], { cwd: cli.folder({ "a.conf": TYPO }), env });
  expect(outside[0]?.properties["file"]).toBe("a.conf");
});

test("what cannot be read is an error too", async () => {
  const folder = cli.folder({ "a.conf": TYPO });
  const found = await commands(["gone.conf", "a.conf"], { cwd: folder });
  expect(found.at(-1)).toEqual({
    name: "error",
    properties: { file: "gone.conf", title: expect.any(String) },
    message: "no such file or folder",
  });
});
