// `check --fix`: what is written, what is kept, and what is left alone.
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeOver } from "../../../src/cli/writing/write-text.ts";
import { buildCli, type Cli } from "./cli.ts";

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
const MENDED = "net.netfilter.nf_conntrack_max = 262144\n";
/** No fix is right for anybody. */
const HOPELESS = "net.netfilter.nf_conntrack_acct = 2\n";
const windows = process.platform === "win32";
const root = process.getuid?.() === 0;

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

describe("files", () => {
  test("are mended, and what remains is reported at its new place", async () => {
    const glued = "net.netfilter.nf_conntrack_udp_timeout = 30s #short\n";
    const folder = cli.folder({ "a.conf": `${TYPO}${glued}${HOPELESS}`, "b.conf": MENDED });
    const { code, stdout, stderr } = await cli.run(["check", "--fix", "a.conf", "b.conf"], { cwd: folder });
    const expected = `${MENDED}#short\nnet.netfilter.nf_conntrack_udp_timeout = 30\n${HOPELESS}`;
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(expected);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      /^a\.conf\n {2}fixed line 1: net\.netfilter\.nf_contrack_max = .* {2}-> {2}net\.netfilter\.nf_conntrack_max = .*\n {2}fixed line 2: .* {2}-> {2}#short \/ net.* = 30\n {2}4:35 {2}error .* out-of-range\n\n1 of 2 files fixed; 1 error in 1 of 2 files\n/,
    );
    expect(await cli.run(["check", "--fix", "a.conf", "--format=json"], { cwd: folder })).toMatchObject({ code: 1 });
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(expected);
  });

  test("that are right after it: exit code 0", async () => {
    const folder = cli.folder({ "a.conf": TYPO });
    expect(await cli.run(["check", "--fix", "a.conf"], { cwd: folder })).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^a\.conf\n {2}fixed line 1: .*\n\n1 file fixed; 1 file, no findings\n$/),
      stderr: "",
    });
  });

  test("with nothing to fix are not touched", async () => {
    const folder = cli.folder({ "a.conf": `${HOPELESS}${MENDED}` });
    const before = statSync(join(folder, "a.conf"), { bigint: true });
    await cli.run(["check", "--fix", "."], { cwd: folder });
    await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    const { ino, mtimeNs, ctimeNs } = statSync(join(folder, "a.conf"), { bigint: true });
    expect({ ino, mtimeNs, ctimeNs }).toEqual({ ino: before.ino, mtimeNs: before.mtimeNs, ctimeNs: before.ctimeNs });
  });

  test("of which the rule is off, or the comment says so, are not touched", async () => {
    const silenced = `# conntrack-disable-next-line unknown-key\n${TYPO}`;
    const folder = cli.folder({ "a.conf": TYPO, "b.conf": silenced });
    await cli.run(["check", "--fix", "--rule=unknown-key=off", "a.conf", "b.conf"], { cwd: folder });
    await cli.run(["check", "--fix", "b.conf"], { cwd: folder });
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(TYPO);
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toBe(silenced);
  });

  test.each<[what: string, before: string, after: string]>([
    [
      "CRLF, and no final line ending",
      `# one \r\n\r\n\t${TYPO.trim()}  \r\nkernel.x =\t1`,
      `# one \r\n\r\n\t${MENDED.trim()}  \r\nkernel.x =\t1`,
    ],
    ["mixed endings", `# a\r# b\n${TYPO}# c\r\n`, `# a\r# b\n${MENDED}# c\r\n`],
    ["a byte-order mark that nobody minds", `\ufeff# é 😀\r\n${TYPO}`, `\ufeff# é 😀\r\n${MENDED}`],
    ["a NUL and other controls", `# \0 \x1b \v \u2028\n${TYPO}`, `# \0 \x1b \v \u2028\n${MENDED}`],
  ])("keep every other byte: %s", async (_what, before, after) => {
    const folder = cli.folder({ "a.conf": before });
    const { stderr } = await cli.run(["check", "--fix", "a.conf", "--rule=byte-order-mark=off"], { cwd: folder });
    expect(stderr).toBe("");
    expect(readFileSync(join(folder, "a.conf"))).toEqual(Buffer.from(after));
  });

  test("leave nothing beside them", async () => {
    const folder = cli.folder({ "sysctl.d/a.conf": TYPO, "sysctl.d/b.conf": TYPO });
    await cli.run(["check", "--fix", "."], { cwd: folder });
    expect(readdirSync(join(folder, "sysctl.d"))).toEqual(["a.conf", "b.conf"]);
  });
});

describe.skipIf(windows)("mode, owner and links", () => {
  test.each([0o600, 0o644, 0o664, 0o755])("the mode is kept: %o", async (mode) => {
    const folder = cli.folder({ "a.conf": TYPO });
    chmodSync(join(folder, "a.conf"), mode);
    await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(MENDED);
    expect(statSync(join(folder, "a.conf")).mode & 0o7777).toBe(mode);
  });

  test.skipIf(!root)(`the owner is kept${root ? "" : " (only root may give files away)"}`, async () => {
    const folder = cli.folder({ "a.conf": TYPO });
    chownSync(join(folder, "a.conf"), 1234, 5678);
    await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(MENDED);
    expect(statSync(join(folder, "a.conf"))).toMatchObject({ uid: 1234, gid: 5678 });
  });

  test("a link that is named stays one, and its target is mended", async () => {
    const elsewhere = cli.folder({ "real.conf": TYPO });
    const folder = cli.folder({});
    symlinkSync(join(elsewhere, "real.conf"), join(folder, "a.conf"));
    await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(lstatSync(join(folder, "a.conf")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(elsewhere, "real.conf"), "utf8")).toBe(MENDED);
    expect(readdirSync(folder)).toEqual(["a.conf"]);
  });

  test("what a link leads to outside of a folder is left alone; inside, it is mended once", async () => {
    const outside = cli.folder({ "sysctl.conf": TYPO, "sysctl.d/x.conf": TYPO });
    const folder = cli.folder({ "plain.txt": TYPO });
    symlinkSync(join(outside, "sysctl.conf"), join(folder, "sysctl.conf"));
    symlinkSync(join(outside, "sysctl.d"), join(folder, "sysctl.d"));
    symlinkSync("plain.txt", join(folder, "x.sysctl"));
    symlinkSync("plain.txt", join(folder, "y.sysctl"));
    const { code, stdout } = await cli.run(["check", "--fix", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/\n1 file fixed; 1 file, no findings\n$/) });
    for (const name of ["sysctl.conf", "sysctl.d/x.conf"]) expect(readFileSync(join(outside, name), "utf8")).toBe(TYPO);
    expect(readFileSync(join(folder, "plain.txt"), "utf8")).toBe(MENDED);
  });

  test("a file with a second name is left alone", async () => {
    const folder = cli.folder({ "a.conf": TYPO });
    linkSync(join(folder, "a.conf"), join(folder, "b.conf"));
    const { code, stdout, stderr } = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^conntrack-planner: a\.conf: not fixed: .*hard links.*\n$/);
    expect(stdout).toContain("1 error in 1 file; 1 not fixed\n");
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toBe(TYPO);
  });

  test.skipIf(root)(`a file that may not be written${root ? " (root may)" : ""}`, async () => {
    const folder = cli.folder({ "a.conf": TYPO, "closed/b.conf": TYPO });
    chmodSync(join(folder, "a.conf"), 0o444);
    chmodSync(join(folder, "closed"), 0o555);
    const { code, stderr } = await cli.run(["check", "--fix", "a.conf", "closed/b.conf"], { cwd: folder });
    chmodSync(join(folder, "closed"), 0o755);
    expect(code).toBe(2);
    expect(stderr).toBe(["a.conf", "closed/b.conf"].map((name) => `conntrack-planner: ${name}: not fixed: permission denied\n`).join(""));
    for (const name of ["a.conf", "closed/b.conf"]) expect(readFileSync(join(folder, name), "utf8")).toBe(TYPO);
    expect(readdirSync(join(folder, "closed"))).toEqual(["b.conf"]);
  });
});

describe("bytes that are no UTF-8", () => {
  test("keep a file from being written, and that is told", async () => {
    const bytes = Buffer.from(`# caf\xe9\n${TYPO}`, "latin1");
    const folder = cli.folder({ "a.conf": bytes });
    const { code, stdout, stderr } = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toBe("conntrack-planner: a.conf: not fixed: the text is not UTF-8, so writing would change it\n");
    expect(stdout).toContain("  2:1  error");
    expect(readFileSync(join(folder, "a.conf"))).toEqual(bytes);
  });

  test("are no trouble where there is nothing to fix", async () => {
    const folder = cli.folder({ "a.conf": Buffer.from(`# caf\xe9\n${MENDED}`, "latin1") });
    expect(await cli.run(["check", "--fix", "a.conf"], { cwd: folder })).toEqual({ code: 0, stdout: "1 file, no findings\n", stderr: "" });
  });

  test("are never printed as something else", async () => {
    const { code, stdout } = await cli.run(["check", "--fix", "-"], { stdin: Buffer.from(`# caf\xe9\n${MENDED}`, "latin1") });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("standard input", () => {
  test("comes out mended, with the report on the other channel", async () => {
    const { code, stdout, stderr } = await cli.run(["check", "--fix", "-"], { stdin: `\r\n${TYPO}${HOPELESS.trim()}` });
    expect({ code, stdout }).toEqual({ code: 1, stdout: `\r\n${MENDED}${HOPELESS.trim()}` });
    expect(stderr).toMatch(/^<stdin>\n {2}fixed line 2: .*\n {2}3:35 {2}error .* out-of-range\n\n1 file fixed; 1 error in 1 file\n/);
  });

  test("comes out as it went in where there is nothing to fix", async () => {
    const text = `\ufeff# é 😀\r\n${MENDED}${"# long\r\n".repeat(30_000)}`;
    const { code, stdout } = await cli.run(["check", "--fix", "--rule=byte-order-mark=off"], { stdin: text });
    expect(code).toBe(0);
    expect(stdout === text).toBe(true);
  });

  test("prints nothing else in any format", async () => {
    for (const format of ["json", "sarif", "github"]) {
      const { stdout, stderr } = await cli.run(["check", "--fix", "-", `--format=${format}`], { stdin: TYPO });
      expect(stdout).toBe(MENDED);
      if (format !== "github") expect(() => JSON.parse(stderr)).not.toThrow();
    }
  });
});

describe.skipIf(windows)("a file that changes under our hands", () => {
  const replace = (real: string) => writeOver({ real, text: "before\n" }, "ours\n", false);

  test("keeps what somebody else wrote", async () => {
    const folder = cli.folder({ "a.conf": "theirs\n" });
    expect(await replace(join(folder, "a.conf"))).toContain("changed");
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe("theirs\n");
    expect(readdirSync(folder)).toEqual(["a.conf"]);
  });

  test("and becomes a link, or lies below one now, is not followed", async () => {
    const outside = cli.folder({ "a.conf": "before\n" });
    const folder = cli.folder({});
    symlinkSync(join(outside, "a.conf"), join(folder, "a.conf"));
    symlinkSync(outside, join(folder, "sub"));
    for (const name of ["a.conf", "sub/a.conf"]) expect(await replace(join(folder, name))).toContain("changed");
    expect(readFileSync(join(outside, "a.conf"), "utf8")).toBe("before\n");
    expect(readdirSync(outside)).toEqual(["a.conf"]);
  });

  test("and goes away is not made again", async () => {
    const folder = cli.folder({});
    mkdirSync(join(folder, "d"));
    expect(await replace(join(folder, "a.conf"))).toBe("no such file or folder");
    expect(await replace(join(folder, "d"))).toContain("changed");
    writeFileSync(join(folder, "b.conf"), "before\n");
    expect(await replace(join(folder, "b.conf"))).toBeUndefined();
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toBe("ours\n");
    expect(readdirSync(folder)).toEqual(["b.conf", "d"]);
  });
});
