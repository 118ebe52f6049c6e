// Help, version, and mistakes in the command line: one clear sentence and exit code 2.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { buildCli, type Cli, VERSION } from "./cli.ts";

const NAMES = COMMANDS.map(({ name }) => name);

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe("help and version", () => {
  test.each([[["--help"]], [["-h"]], [["help"]]])("%j lists the commands", async (args) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  });

  test.each(NAMES)("%s has help of its own, whatever else is said", async (name) => {
    const { code, stdout } = await cli.run([name, "--no-such-option", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: conntrack-planner ${name} `));
    expect(await cli.run(["help", name])).toEqual({ code, stdout, stderr: "" });
  });

  test("no line of help is wider than 120 columns", async () => {
    for (const command of [[], ...NAMES.map((name) => [name])]) {
      for (const line of (await cli.run([...command, "--help"])).stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(120);
    }
  });

  test("the version is the package's", async () => {
    expect(await cli.run(["--version"])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });
});

describe("mistakes", () => {
  test.each<[args: readonly string[], says: string]>([
    [[], `Give a command: ${NAMES.join(", ")}.`],
    [["chekc"], 'Unknown command "chekc"; did you mean check?'],
    [["frobnicate"], `Unknown command "frobnicate"; available: ${NAMES.join(", ")}.`],
    [["etc/sysctl.conf"], "did you mean conntrack-planner check etc/sysctl.conf?"],
    [["--verson"], 'Unknown option "--verson"; did you mean --version?'],
    [["check", "--kernl", "5.10", "."], 'Unknown option "--kernl"; did you mean --kernel?'],
    [["check", "-x"], 'Unknown option "-x" (a file of that name: ./-x).'],
    [["check", "--kernel"], "--kernel needs a value: --kernel VERSION."],
    [["check", "--kernel", "--hz", "100"], "--kernel needs a value: --kernel VERSION."],
    [["check", "--kernel", "newest", "."], '--kernel "newest" is not valid: enter a kernel version, such as 6.12'],
    [["check", "--arch", "z80", "."], '--arch "z80" is not valid: arch must be one of x86_64'],
    [["check", "--hz", "0", "."], '--hz "0" is not valid'],
    [["check", "--memory", "much", "."], '--memory "much" is not valid'],
    [["check", "--applier", "initscripts", "."], '--applier must be one of auto, systemd, procps, busybox, not "initscripts".'],
    [["check", "--format", "xml", "."], '--format must be one of text, json, sarif, github, gitlab, not "xml".'],
    [["check", "--rule", "out-of-rage=off", "."], 'No rule is called "out-of-rage"; did you mean out-of-range?'],
    [["check", "--rule", "zzzzzzzzz=off", "."], 'No rule is called "zzzzzzzzz"; available: '],
    [["check", "--rule", "out-of-range=eror", "."], '"eror" is not a severity; did you mean error?'],
    [["check", "--rule", "out-of-range", "."], "give ID=SEVERITY"],
    [["check", "--max-warnings", "-1", "."], '--max-warnings "-1" is not a number of warnings'],
    [["check", "--fix=yes", "."], "--fix takes no value."],
    [["check"], "check needs a file or a folder to read, or - for standard input."],
    [["size"], "size needs --max N, the number of entries."],
    [["size", "262144"], 'size takes no "262144"; use --max N.'],
    [["size", "--max", "many"], '--max "many" is not a count'],
    [["size", "--max", "0"], "--max: A max of 0 sets no limit"],
    [["size", "--max", "1", "--buckets", "1e9"], '--buckets "1e9" is not a count'],
    [["size", "--max", "1", "--features", "acct,nats"], 'Unknown feature "nats"'],
    [["plan"], "plan needs --from FILE, or --rate N and --duration TIME; --rate is missing."],
    [["plan", "--rate", "5"], "--duration is missing."],
    [["plan", "--rate", "many", "--duration", "1"], "--rate: Enter a number such as 1000 or 0.5."],
    [["plan", "--rate", "5", "--duration", "1", "--ends", "never"], "--ends: Connections of tcp end in one of these ways: closed"],
    [["plan", "--rate", "5", "--duration", "1", "--headroom", "95 %"], "--headroom: Headroom must be a number from 0 to 0.9."],
    [["plan", "--rate", "5", "--duration", "1", "--kernel", "new"], "--kernel: Enter a kernel version, such as 6.12"],
    [["plan", "--rate", "5", "--from", "x"], "--rate describes a workload, and so does the plan: give only one of them."],
    [["plan", "--from", "/no/such"], "/no/such: no such file or folder."],
    [["plan", "x"], 'plan takes no "x"; use --from FILE for a plan.'],
    [["explain"], "explain takes one key or one rule."],
    [["explain", "nf_contrack_max"], "did you mean nf_conntrack_max"],
    [["explain", "\x1b[31mred"], '"\\x1b[31mred"'],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await cli.run(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/^conntrack-planner: [^\n]+\n$/);
    expect(stderr).not.toContain("\x1b");
  });

  test("an empty standard input that nobody asked for is no clean file", async () => {
    const { code, stdout, stderr } = await cli.run(["check"], { stdin: "" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("standard input is empty");
  });
});
