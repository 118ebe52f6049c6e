// Folders, links, and things that cannot be read: a message each, and nothing else lost.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const GOOD = "net.netfilter.nf_conntrack_max = 262144\n";
const BAD = "net.netfilter.nf_contrack_max = 262144\n";
const windows = process.platform === "win32";
// Root may read everything, so permissions cannot be tried.
const root = process.getuid?.() === 0;

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

async function pathsIn(folder: string, ...paths: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await cli.run(["check", "--format=json", ...paths], { cwd: folder });
  return (JSON.parse(stdout).files as { path: string }[]).map(({ path }) => path.replaceAll("\\", "/"));
}

describe("folders", () => {
  const files = {
    "sysctl.conf": GOOD,
    "sysctl.conf.bak": GOOD,
    "sysctl.conf~": GOOD,
    // Nothing but settings would make it ours.
    "other.conf": `${GOOD}listen 80\n`,
    "b/deep/er/sysctl.d/20-b.conf": GOOD,
    "b/deep/er/sysctl.d/10-a.conf": GOOD,
    "b/deep/er/sysctl.d/README": GOOD,
    "a.sysctl": GOOD,
    "roles/sysctl.conf.j2": "net.netfilter.nf_conntrack_max = {{ max }}\n",
  };
  const ours = ["a.sysctl", "b/deep/er/sysctl.d/10-a.conf", "b/deep/er/sysctl.d/20-b.conf", "roles/sysctl.conf.j2", "sysctl.conf"];

  test("files by name, templates too, backups not, in order", async () => {
    const folder = cli.folder(files);
    expect(await pathsIn(folder, ".")).toEqual(ours);
    expect(await pathsIn(join(folder, "b/deep/er/sysctl.d"), ".")).toEqual(["10-a.conf", "20-b.conf"]);
    expect(await pathsIn(folder, "b/")).toEqual(ours.slice(1, 3));
  });

  test("a file that is named is read whatever it is called, and once", async () => {
    const folder = cli.folder(files);
    expect(await pathsIn(folder, "other.conf", "sysctl.conf~", "sysctl.conf", ".")).toEqual([
      "other.conf",
      "sysctl.conf~",
      "sysctl.conf",
      ...ours.slice(0, 4),
    ]);
  });

  test("a folder with nothing for us is told", async () => {
    const folder = cli.folder({ "other.conf": BAD });
    const { code, stdout, stderr } = await cli.run(["check", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 files, no findings\n" });
    expect(stderr).toContain("no sysctl.conf, sysctl.d/*.conf or *.sysctl in this folder, and nothing else that sets conntrack keys");
  });
});

describe.skipIf(windows)("links", () => {
  test("loops are survived", async () => {
    const folder = cli.folder({ "x/sysctl.d/1.conf": GOOD, "y/z.sysctl": GOOD });
    symlinkSync("..", join(folder, "x/up"));
    symlinkSync("../y", join(folder, "x/y"));
    symlinkSync("../x", join(folder, "y/x"));
    symlinkSync(".", join(folder, "x/sysctl.d/self"));
    symlinkSync("loop", join(folder, "x/loop"));
    expect(await pathsIn(folder, ".")).toHaveLength(2);
    expect((await cli.run(["check", "."], { cwd: folder })).code).toBe(0);
  });

  test("many folders that link to each other end soon", async () => {
    const names = Array.from({ length: 14 }, (_, index) => `d${index}`);
    const folder = cli.folder(Object.fromEntries(names.map((name) => [`${name}/a.sysctl`, GOOD])));
    for (const from of names) for (const to of names) symlinkSync(`../${to}`, join(folder, from, `to-${to}`));
    expect(await pathsIn(folder, ".")).toHaveLength(14);
  });

  test("inside of the folder: followed, also where the link gives the name", async () => {
    const folder = cli.folder({ "settings/10.conf": GOOD, "plain.txt": BAD });
    symlinkSync("settings", join(folder, "sysctl.d"));
    symlinkSync("plain.txt", join(folder, "x.sysctl"));
    expect(await pathsIn(folder, ".")).toEqual(["sysctl.d/10.conf", "x.sysctl"]);
  });

  test("out of the folder: not followed, and told; a mask is no news", async () => {
    const outside = cli.folder({ "sysctl.conf": BAD, "sysctl.d/1.conf": BAD });
    const folder = cli.folder({ "a.sysctl": GOOD });
    symlinkSync(outside, join(folder, "sub"));
    symlinkSync(join(outside, "sysctl.conf"), join(folder, "sysctl.conf"));
    symlinkSync("/dev/null", join(folder, "masked.sysctl"));
    // A neighbour whose name begins alike is outside as well.
    writeFileSync(`${folder}-more`, BAD);
    symlinkSync(`${folder}-more`, join(folder, "more.sysctl"));
    const { code, stdout, stderr } = await cli.run(["check", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "1 file, no findings\n" });
    expect(stderr).toBe(
      ["more.sysctl", "sysctl.conf"].map((name) => `conntrack-planner: ${name}: a link that leaves the folder, not followed\n`).join(""),
    );
  });

  test("a link that is named is followed", async () => {
    const outside = cli.folder({ "sysctl.conf": BAD });
    const folder = cli.folder({});
    symlinkSync(outside, join(folder, "sub"));
    expect(await pathsIn(folder, "sub")).toEqual(["sub/sysctl.conf"]);
    expect(await pathsIn(folder, "sub/sysctl.conf")).toEqual(["sub/sysctl.conf"]);
  });

  test("to nothing, or to itself: told", async () => {
    const folder = cli.folder({ "a.sysctl": GOOD });
    symlinkSync("gone", join(folder, "b.sysctl"));
    symlinkSync("c.sysctl", join(folder, "c.sysctl"));
    const { code, stdout, stderr } = await cli.run(["check", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "1 file, no findings; 2 not read\n" });
    expect(stderr).toContain("b.sysctl: a broken link\n");
    expect(stderr).toContain("c.sysctl: a symbolic link that points to itself\n");
  });
});

describe("what cannot be read is told, and the rest is done", () => {
  async function refused(folder: string, name: string, says: string): Promise<void> {
    for (const paths of [["."], [name, "last.sysctl"]]) {
      const { code, stdout, stderr } = await cli.run(["check", ...paths], { cwd: folder });
      expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringMatching(/1 error in 1 file; 1 not read\n/) });
      expect(stderr).toBe(`conntrack-planner: ${name}: ${says}\n`);
    }
  }

  test.each<[what: string, content: Uint8Array, says: string]>([
    ["NULs", new Uint8Array(5000), "a binary file, not text"],
    [
      "an executable",
      Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 7) % 256))]),
      "a binary file, not text",
    ],
    ["UTF-16, little end first", Buffer.from(`\ufeff${GOOD}`, "utf16le"), "UTF-16 text; save it as UTF-8"],
    ["UTF-16, big end first", Buffer.from(`\ufeff${GOOD}`, "utf16le").swap16(), "UTF-16 text; save it as UTF-8"],
    ["UTF-16 without a mark", Buffer.from(GOOD, "utf16le"), "UTF-16 text; save it as UTF-8"],
    ["150,001 lines", Buffer.alloc(150_001, "\n"), "more than the maximum of 150,000 lines"],
  ])("%s", async (_what, content, says) => {
    await refused(cli.folder({ "a.sysctl": content, "last.sysctl": BAD }), "a.sysctl", says);
  });

  test("one NUL makes no binary file", async () => {
    expect((await cli.run(["check", "-"], { stdin: "net.netfilter.nf_conntrack_max = 1\0\n" })).code).not.toBe(2);
  });

  test("51 MB, without reading them", async () => {
    const folder = cli.folder({ "a.sysctl": "", "last.sysctl": BAD });
    truncateSync(join(folder, "a.sysctl"), 51_000_000);
    await refused(folder, "a.sysctl", "larger than the maximum of 50 MB");
  });

  test("51 MB on standard input", async () => {
    const { code, stderr } = await cli.run(["check", "-"], { stdin: Buffer.alloc(51_000_000, "#") });
    expect(code).toBe(2);
    expect(stderr).toBe("conntrack-planner: <stdin>: larger than the maximum of 50 MB\n");
  });

  test.skipIf(windows)("a named pipe that nobody writes to", async () => {
    const folder = cli.folder({ "last.sysctl": BAD });
    execFileSync("mkfifo", [join(folder, "a.sysctl")]);
    await refused(folder, "a.sysctl", "a pipe, which is not read; pass its text on standard input, as -");
  });

  test.skipIf(windows)("a device", async () => {
    const { code, stderr } = await cli.run(["check", "/dev/zero"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "conntrack-planner: /dev/zero: a device, not a file\n" });
  });

  test.skipIf(windows || root)(`a file without permission${root ? " (root may read it)" : ""}`, async () => {
    const folder = cli.folder({ "a.sysctl": GOOD, "last.sysctl": BAD });
    chmodSync(join(folder, "a.sysctl"), 0);
    await refused(folder, "a.sysctl", "permission denied");
  });

  test.skipIf(windows || root)(`a folder without permission${root ? " (root may read it)" : ""}`, async () => {
    const folder = cli.folder({ "last.sysctl": BAD });
    mkdirSync(join(folder, "closed"), 0);
    const { code, stdout, stderr } = await cli.run(["check", "."], { cwd: folder });
    chmodSync(join(folder, "closed"), 0o700);
    expect(code).toBe(2);
    expect(stdout).toContain("1 error in 1 file; 1 not read\n");
    expect(stderr).toBe("conntrack-planner: closed: permission denied\n");
  });
});

describe("a reader that goes away", () => {
  test.each(["text", "json"])("ends %s quietly, with the exit code of the whole", async (format) => {
    const folder = cli.folder({ "a.conf": `kernel.panic = 1\n${"foo\n".repeat(20_000)}` });
    const { code, stdout, stderr } = await cli.run(["check", "a.conf", `--format=${format}`], { cwd: folder, readOnly: 10 });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout.length).toBeGreaterThanOrEqual(10);
  });

  test("a slow one gets all of it", async () => {
    const folder = cli.folder({ "a.conf": `kernel.panic = 1\n${"foo\n".repeat(20_000)}` });
    const { stdout } = await cli.run(["check", "a.conf", "--format=json"], { cwd: folder });
    expect(JSON.parse(stdout).files[0].findings).toHaveLength(20_000);
  });
});

describe("a file that looks like an option", () => {
  const NAME = "--kernel=4.19.sysctl";
  const judged = { code: 1, stdout: expect.stringContaining(`${NAME}\n  1:1  error  Unknown key`), stderr: "" };

  test.each<[how: string, args: readonly string[]]>([
    ["behind --", ["--", NAME]],
    ["as a shell expands *.sysctl", [NAME]],
    ["below a folder", ["--", "."]],
    ["with options before it", ["--format", "text", NAME]],
  ])("is judged %s", async (_how, args) => {
    const folder = cli.folder({ [NAME]: "net.netfilter.nf_contrack_max = 1\n" });
    expect(await cli.run(["check", ...args], { cwd: folder })).toMatchObject(judged);
  });

  test("takes no option away", async () => {
    const folder = cli.folder({ "--max-warnings=0": "", "a.sysctl": "net.netfilter.nf_conntrack_udp_timeout = 30 # s\n" });
    expect(await cli.run(["check", "--max-warnings=0", "a.sysctl"], { cwd: folder })).toMatchObject({ code: 1 });
  });
});
