// What a write must not lose, and that it says why it does not write: links, ACLs and attributes, room on the disk.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
const MENDED = "net.netfilter.nf_conntrack_max = 262144\n";
const PLAN = ["plan", "--rate", "4000", "--duration", "10", "--hz", "250", "--write"];

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const works = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const has = (program: string): boolean => existsSync(`/usr/bin/${program}`);
const linux = process.platform === "linux";

describe.skipIf(!linux)("what a new file in the place of the old one would lose", () => {
  test.skipIf(!has("setfattr"))(`extended attributes${has("setfattr") ? "" : " (no setfattr here)"}`, async (context) => {
    const folder = cli.folder({ "a.conf": TYPO });
    if (!works("/usr/bin/setfattr", "-n", "user.note", "-v", "mine", join(folder, "a.conf"))) return context.skip("no attributes here");
    const refused = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/not fixed: .* would lose its attribute user\.note; write a copy of it, or --in-place /);
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(TYPO);
    expect(readdirSync(folder)).toEqual(["a.conf"]);
    expect((await cli.run(["check", "--fix", "--in-place", "a.conf"], { cwd: folder })).code).toBe(0);
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(MENDED);
    const kept = spawnSync("/usr/bin/getfattr", ["-n", "user.note", "--only-values", join(folder, "a.conf")]);
    expect(kept.stdout.toString()).toBe("mine");
  });

  test.skipIf(!has("setfacl"))(
    `an ACL, whose mask would become what the group may do${has("setfacl") ? "" : " (no setfacl)"}`,
    async (context) => {
      const folder = cli.folder({ "a.conf": TYPO });
      if (!works("/usr/bin/setfacl", "-m", "u:1234:rw", join(folder, "a.conf"))) return context.skip("no ACLs here");
      expect(statSync(join(folder, "a.conf")).mode & 0o070).toBe(0o060);
      const { code, stderr } = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toMatch(/would lose its ACL/);
      const written = await cli.run([...PLAN, "a.conf"], { cwd: folder });
      expect(written.code).toBe(2);
      expect(written.stderr).toMatch(/would lose its ACL.*; nothing was written/);
      expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(TYPO);
    },
  );

  test.skipIf(!has("setfacl"))(`an ACL that the folder would add${has("setfacl") ? "" : " (no setfacl here)"}`, async (context) => {
    const folder = cli.folder({ "a.conf": TYPO });
    if (!works("/usr/bin/setfacl", "-d", "-m", "u:1234:rw", folder)) return context.skip("no ACLs here");
    const { code, stderr } = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/would get its ACL from its folder/) });
  });
});

describe.skipIf(process.platform === "win32")("--in-place", () => {
  test("changes a file under all its names, and keeps the file", async () => {
    const folder = cli.folder({ "a.conf": `${TYPO}# the end\n` });
    linkSync(join(folder, "a.conf"), join(folder, "b.conf"));
    const before = statSync(join(folder, "a.conf"));
    const refused = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
    expect(refused.stderr).toMatch(/hard links.*; --in-place /);
    expect(await cli.run(["check", "--fix", "--in-place", "a.conf"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toBe(`${MENDED}# the end\n`);
    expect(statSync(join(folder, "a.conf"))).toMatchObject({ ino: before.ino, mode: before.mode, nlink: 2 });
  });

  test("cuts a text that became shorter", async () => {
    const folder = cli.folder({ "a.conf": `net.netfilter.nf_conntrack_max = "262144"\n` });
    await cli.run(["check", "--fix", "--in-place", "a.conf"], { cwd: folder });
    expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(MENDED);
  });

  test("alone is a mistake", async () => {
    expect(await cli.run(["check", "--in-place", "."])).toMatchObject({ code: 2, stderr: expect.stringContaining("--fix") });
    expect(await cli.run(["plan", "--in-place", "--rate=1", "--duration=1"])).toMatchObject({ code: 2 });
  });
});

describe.skipIf(!linux)("no room", () => {
  const LONG = `${"# a comment\n".repeat(4000)}${TYPO}`;

  test("a limit on the size of files: nothing changes, nothing stays", async () => {
    const folder = cli.folder({ "a.conf": LONG });
    const whys = [/not fixed: larger than the maximum file size/, /: larger than the maximum file size.*; nothing was written\n/];
    for (const [at, args] of [
      ["check", "--fix", "a.conf"],
      [...PLAN, "a.conf"],
    ].entries())
      for (const more of [[], ["--in-place"]]) {
        const shell = ["-c", 'ulimit -f 8; exec "$@"', "sh", process.execPath, cli.bundle, ...args, ...more];
        const { status, stderr } = spawnSync("/bin/sh", shell, { cwd: folder, encoding: "utf8" });
        expect(status).toBe(2);
        expect(stderr).toMatch(whys[at] as RegExp);
        expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(LONG);
        expect(readdirSync(folder)).toEqual(["a.conf"]);
      }
  });

  test("a full disk, an old file and a new one", async (context) => {
    const folder = join(cli.folder({}), "small");
    mkdirSync(folder);
    if (!works("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder)) return context.skip("only root may mount a disk");
    try {
      writeFileSync(join(folder, "a.conf"), LONG);
      const fixed = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
      expect(fixed).toMatchObject({ code: 2, stderr: expect.stringMatching(/not fixed: no space left on the disk/) });
      expect(readFileSync(join(folder, "a.conf"), "utf8")).toBe(LONG);
      expect(readdirSync(folder)).toEqual(["a.conf"]);
      writeFileSync(join(folder, "fill"), "x".repeat(16_384 - 1), { flag: "a" });
      const made = await cli.run([...PLAN, "new.conf"], { cwd: folder });
      expect(made).toMatchObject({ code: 2, stderr: expect.stringMatching(/no space left on the disk; nothing was written/) });
      expect(readdirSync(folder)).toEqual(["a.conf", "fill"]);
      expect(spawnSync("mount", ["-o", "remount,ro", folder]).status).toBe(0);
      const readOnly = await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
      expect(readOnly.stderr).toMatch(/not fixed: a read-only file system/);
    } finally {
      spawnSync("umount", [folder]);
    }
  });
});

test.skipIf(process.platform === "win32")("a new file is made with the usual mode, and never over a broken link", async () => {
  const folder = cli.folder({});
  symlinkSync("nothing", join(folder, "link.conf"));
  expect(await cli.run([...PLAN, "link.conf"], { cwd: folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("broken link"),
  });
  expect(await cli.run([...PLAN, "none/a.conf"], { cwd: folder })).toMatchObject({ code: 2, stderr: expect.stringContaining("folder") });
  expect(await cli.run([...PLAN, "a.conf"], { cwd: folder })).toMatchObject({ code: 0 });
  writeFileSync(join(folder, "usual"), "");
  expect(statSync(join(folder, "a.conf")).mode).toBe(statSync(join(folder, "usual")).mode);
  expect(readdirSync(folder).sort()).toEqual(["a.conf", "link.conf", "usual"]);
});

test.skipIf(!linux)("what a killed run has left is removed by the next one that writes there; what is alive is not", async () => {
  const folder = cli.folder({ "a.conf": TYPO });
  const dead = `.conntrack-planner-4194304-1-${"0".repeat(16)}.tmp`;
  const alive = `.conntrack-planner-${process.pid}-0-${"0".repeat(16)}.tmp`;
  for (const name of [dead, alive, ".conntrack-planner-notes.tmp"]) writeFileSync(join(folder, name), "");
  await cli.run(["check", "a.conf"], { cwd: folder });
  expect(readdirSync(folder)).toContain(dead);
  await cli.run(["check", "--fix", "a.conf"], { cwd: folder });
  expect(readdirSync(folder).sort()).toEqual([alive, ".conntrack-planner-notes.tmp", "a.conf"].sort());
});

test.skipIf(!linux || process.getuid?.() === 0)("a folder that may not be written (root may)", async () => {
  const folder = cli.folder({ "closed/a.conf": TYPO });
  chmodSync(join(folder, "closed"), 0o555);
  const { stderr } = await cli.run(["check", "--fix", "closed/a.conf"], { cwd: folder });
  chmodSync(join(folder, "closed"), 0o755);
  expect(stderr).toMatch(/cannot create a file in its folder: permission denied/);
});

describe("a folder to write to that cannot be made", () => {
  const answer = (name: string) => ({
    metric: { __name__: name, instance: "a", job: "gw" },
    values: [1_700_000_000, 1_700_086_400].map((at) => [at, "5000"]),
  });
  const result = [answer("node_nf_conntrack_entries"), answer("node_nf_conntrack_entries_limit")];
  const answers = JSON.stringify({ status: "success", data: { resultType: "matrix", result } });

  test.skipIf(!linux)("below /proc, where asking again never helps", async () => {
    const folder = cli.folder({ "answers.json": answers });
    const args = [cli.bundle, "fleet", "--from", join(folder, "answers.json"), "--write", "/proc/none/of/these"];
    const { status, stderr } = spawnSync(process.execPath, args, { timeout: 20_000, killSignal: "SIGKILL", encoding: "utf8" });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("/proc/none/of/these: no such file or folder; nothing was written"),
    });
  });

  test("in the place of a file; in one that can, those above it are made too", async () => {
    const folder = cli.folder({ "answers.json": answers });
    const write = (to: string) => cli.run(["fleet", "--from", "answers.json", "--write", to], { cwd: folder });
    expect(await write("answers.json")).toMatchObject({ code: 2, stderr: expect.stringContaining("answers.json: not a folder; nothing") });
    expect((await write("a/b/../c")).stderr).toContain("4 files written");
    expect(readdirSync(join(folder, "a", "c")).length).toBe(4);
  });
});
