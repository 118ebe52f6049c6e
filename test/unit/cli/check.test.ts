// `check`: exit codes, both formats, standard input, positions, colour.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
/** Depends on HZ: a warning where that is not known. */
const LONG = "net.netfilter.nf_conntrack_tcp_timeout_established = 4000000\n";
const GOOD = `${MAX} = 262144\n`;

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe("exit codes", () => {
  test.each<[name: string, text: string, args: readonly string[], code: number]>([
    ["clean", GOOD, [], 0],
    ["an error", TYPO, [], 1],
    ["an error made a warning", TYPO, ["--rule", "unknown-key=warning"], 0],
    ["an error switched off", TYPO, ["--rule", "unknown-key=off"], 0],
    ["a rule set twice: the last one counts", TYPO, ["--rule=unknown-key=error", "--rule=unknown-key=hint"], 0],
    ["a warning", LONG, [], 0],
    ["as many warnings as allowed", LONG, ["--max-warnings", "1"], 0],
    ["too many warnings", LONG, ["--max-warnings=0"], 1],
    ["a warning that a target decides", LONG, ["--hz", "1000"], 1],
    ["a warning that a target refutes", LONG, ["--hz", "100", "--max-warnings", "0"], 0],
    ["a failing line that the author expects to fail", `-${TYPO}`, [], 0],
    ["a target in the file", `# conntrack-target: hz=100\n${LONG}`, ["--hz", "1000"], 0],
  ])("%s", async (_name, text, args, code) => {
    const folder = cli.folder({ "sysctl.conf": text });
    expect((await cli.run(["check", "sysctl.conf", ...args], { cwd: folder })).code).toBe(code);
  });

  test("input that cannot be read wins over errors, and the rest is done", async () => {
    const folder = cli.folder({ "a.conf": TYPO });
    const { code, stdout, stderr } = await cli.run(["check", "gone.conf", "a.conf"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toBe("conntrack-planner: gone.conf: no such file or folder\n");
    expect(stdout).toContain("1 error in 1 file; 1 not read\n");
  });
});

describe("text", () => {
  test("blocks of aligned lines, a sum, and the target that was assumed", async () => {
    const folder = cli.folder({ "a.conf": `${"# a comment\n".repeat(11)}${TYPO}foo\n${LONG}`, "b.conf": GOOD });
    const { stdout } = await cli.run(["check", "a.conf", "b.conf"], { cwd: folder });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("a.conf");
    const rows = lines.filter((line) => /^ +\d+:\d+ {2}/.test(line));
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(new Set(rows.map((row) => row.search(/(?:error|warning|information|hint) /))).size).toBe(1);
    expect(new Set(rows.map((row) => row.lastIndexOf("  "))).size).toBe(1);
    expect(rows.find((row) => row.includes("unknown-key"))).toMatch(/^ +12:1 {2}error {2,}Unknown key .* {2}unknown-key$/);
    expect(stdout).toMatch(
      /\n\n2 errors, 1 warning.* in 1 of 2 files\n1 finding has a safe fix: conntrack-planner check --fix FILE\nChecked for kernel 6\.18, x86_64; change with --kernel, --arch, --hz, --memory \(auto: this host\)\n$/,
    );
  });

  test("places that belong to a finding stand below it", async () => {
    const { stdout } = await cli.run(["check", "-"], { stdin: `${MAX} = 131072\nnet.nf_conntrack_max = 262144\n` });
    expect(stdout).toMatch(/^<stdin>\n {2}1:1 {2}warning .* duplicate-key\n {7}2:1: \S.*\n\n1 warning in 1 file\n/);
  });

  test("no findings: one line, and no target", async () => {
    const folder = cli.folder({ "a.conf": GOOD, "b.conf": "" });
    expect(await cli.run(["check", "a.conf", "b.conf"], { cwd: folder })).toEqual({
      code: 0,
      stdout: "2 files, no findings\n",
      stderr: "",
    });
  });

  test("a line that is no setting is wrong for any kernel: no target", async () => {
    const { stdout } = await cli.run(["check", "-"], { stdin: "foo\nkernel.panic = 1\n" });
    expect(stdout).toMatch(/^<stdin>\n {2}1:1 {2}error .* syntax-error\n\n1 error in 1 file\n$/);
  });

  test("a file that names its target shows it, with what the options add", async () => {
    const { stdout } = await cli.run(["check", "-", "--hz=300"], { stdin: `# conntrack-target: kernel=5.4.0-10-generic\n${TYPO}` });
    expect(stdout).toContain("<stdin> (for kernel 5.4.0-10-generic, x86_64, HZ 300, set in the file)\n");
    expect(stdout).not.toContain("Target:");
  });

  test("the options' target is named", async () => {
    const { stdout } = await cli.run(["check", "-", "--kernel=5.10", "--memory=8G", "--arch=arm64"], { stdin: TYPO });
    expect(stdout).toContain("Checked for kernel 5.10, aarch64, 8 GiB of memory; change with --kernel, --arch, --hz (auto: this host)\n");
  });

  test("no colour in a pipe, colour on demand", async () => {
    expect((await cli.run(["check", "-"], { stdin: TYPO })).stdout).not.toContain("\x1b");
    expect((await cli.run(["check", "-"], { stdin: TYPO, env: { FORCE_COLOR: "1" } })).stdout).toContain("\x1b[31merror\x1b[39m");
    expect((await cli.run(["check", "-"], { stdin: TYPO, env: { FORCE_COLOR: "0" } })).stdout).not.toContain("\x1b");
    expect((await cli.run(["check", "-", "--color=always"], { stdin: TYPO, env: { NO_COLOR: "1" } })).stdout).toContain("\x1b[31m");
    expect((await cli.run(["check", "-", "--color", "never"], { stdin: TYPO, env: { FORCE_COLOR: "1" } })).stdout).not.toContain("\x1b");
    expect((await cli.run(["check", "-", "--color=yes"], { stdin: TYPO })).stderr).toContain("--color must be one of auto, always, never");
    expect((await cli.run(["check", "-", "--format=json"], { stdin: TYPO, env: { FORCE_COLOR: "1" } })).stdout).not.toContain("\x1b");
  });

  test.skipIf(process.platform === "win32")("controls in names and messages are spelled out", async () => {
    const name = "a\x1b[31m\n\u202eb.conf";
    const folder = cli.folder({ [name]: `net.netfilter.nf_conntrack_m\x1bcx = 1\n` });
    const { stdout, stderr } = await cli.run(["check", name, `${name}x`], { cwd: folder });
    expect(stdout.split("\n")[0]).toBe("a\\x1b[31m\\n\\u202eb.conf");
    for (const raw of ["\x1b", "\u202e"]) expect(stdout + stderr).not.toContain(raw);
    expect(stderr).toContain("a\\x1b[31m\\n\\u202eb.confx: no such file");
  });
});

describe("json", () => {
  test("the shape that the documentation promises, indented by two", async () => {
    const folder = cli.folder({ "bad.conf": `foo\n${TYPO}`, "good.conf": GOOD });
    const { code, stdout } = await cli.run(["check", "bad.conf", "good.conf", "--format", "json", "--memory", "8G"], { cwd: folder });
    expect(code).toBe(1);
    const parsed: unknown = JSON.parse(stdout);
    expect(stdout).toBe(`${JSON.stringify(parsed, undefined, 2)}\n`);
    expect(parsed).toEqual({
      version: 1,
      target: { kernel: "6.18", arch: "x86_64", hz: null, memory: 8 * 2 ** 30, cpus: null, pageSize: null },
      files: [
        {
          path: "bad.conf",
          findings: [
            {
              rule: "syntax-error",
              severity: "error",
              kernel: expect.stringMatching(/^(?:refuses|alters|ignores|accepts|unknown)$/),
              message: expect.any(String),
              key: null,
              line: 1,
              column: 1,
              endLine: 1,
              endColumn: 4,
              fixes: expect.any(Array),
            },
            {
              rule: "unknown-key",
              severity: "error",
              kernel: "refuses",
              message: 'Unknown key "nf_contrack_max"; did you mean nf_conntrack_max?',
              key: expect.any(String),
              line: 2,
              column: 1,
              endLine: 2,
              endColumn: 30,
              fixes: [{ title: "Rename to net.netfilter.nf_conntrack_max" }],
            },
          ],
        },
        { path: "good.conf", findings: [] },
      ],
      summary: { errors: 2, warnings: 0, informations: 0, hints: 0 },
    });
    const [file] = (parsed as { files: [{ findings: [object] }] }).files;
    expect(Object.keys(file.findings[0])).toEqual([
      "rule",
      "severity",
      "kernel",
      "message",
      "key",
      "line",
      "column",
      "endLine",
      "endColumn",
      "fixes",
    ]);
  });

  test("nothing read is still JSON", async () => {
    const { code, stdout } = await cli.run(["check", "gone.conf", "--format=json"]);
    expect(code).toBe(2);
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), undefined, 2)}\n`);
    expect(JSON.parse(stdout).files).toEqual([]);
  });

  test("standard input is `-`", async () => {
    const { stdout } = await cli.run(["check", "--format=json", "-"], { stdin: GOOD });
    expect(JSON.parse(stdout).files).toEqual([{ path: "-", findings: [] }]);
  });
});

describe("reading", () => {
  test("without a path, what is piped in", async () => {
    expect((await cli.run(["check"], { stdin: TYPO })).code).toBe(1);
  });

  test("`-` may be empty", async () => {
    expect((await cli.run(["check", "-"], { stdin: "" })).code).toBe(0);
  });

  test("standard input and a file twice count once", async () => {
    const folder = cli.folder({ "a.conf": GOOD });
    const { stdout } = await cli.run(["check", "-", "a.conf", "./a.conf", "-"], { cwd: folder, stdin: GOOD });
    expect(stdout).toBe("2 files, no findings\n");
  });

  test("a name with a leading dash, after -- or ./", async () => {
    const folder = cli.folder({ "-a.conf": TYPO });
    expect((await cli.run(["check", "--", "-a.conf"], { cwd: folder })).code).toBe(1);
    expect((await cli.run(["check", "./-a.conf"], { cwd: folder })).code).toBe(1);
  });

  test.each([
    ["LF", "\n", ""],
    ["CRLF", "\r\n", ""],
    ["CRLF after a byte-order mark", "\r\n", "\ufeff"],
  ])("positions with %s", async (_name, newline, mark) => {
    const text = `${mark}# é 😀${newline}${newline}  ${MAX}=64kk${newline}`;
    const { stdout } = await cli.run(["check", "-", "--format=json"], { stdin: text });
    const findings: readonly { rule: string; line: number; column: number; endColumn: number }[] = JSON.parse(stdout).files[0].findings;
    const finding = findings.find(({ rule }) => rule === "invalid-value");
    expect(finding).toMatchObject({ line: 3, column: MAX.length + 4, endLine: 3, endColumn: MAX.length + 8 });
  });

  test("columns count UTF-16 units", async () => {
    const { stdout } = await cli.run(["check", "-", "--format=json"], { stdin: `${MAX} = 😀\n` });
    const [finding] = JSON.parse(stdout).files[0].findings;
    expect(finding).toMatchObject({ column: MAX.length + 4, endColumn: MAX.length + 6 });
  });

  test("bytes that are no UTF-8 do no harm", async () => {
    const { code, stdout } = await cli.run(["check", "-"], { stdin: Buffer.from(`# caf\xe9\n${TYPO}`, "latin1") });
    expect(code).toBe(1);
    expect(stdout).toContain("  2:1  error");
  });
});
