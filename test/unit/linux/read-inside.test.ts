// A folder that somebody else has prepared: nothing outside of it is read, and nothing is waited for.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInside, rootPort } from "../../../src/linux/index.ts";

let place: string;
let folder: string;

beforeAll(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), "ctp-inside-")));
  folder = join(place, "folder");
  for (const name of ["folder/etc/sysctl.d", "folder-2/etc/sysctl.d"]) mkdirSync(join(place, name), { recursive: true });
  writeFileSync(join(place, "secret.yaml"), "secret");
  writeFileSync(join(place, "folder-2/secret.yaml"), "secret");
  writeFileSync(join(folder, "own.yaml"), "\ufeffown");
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe.skipIf(process.platform === "win32")("a file of a folder", () => {
  test("is read as it is, also through a link that stays", () => {
    symlinkSync("own.yaml", join(folder, "kube-proxy.yaml"));
    symlinkSync(join(folder, "own.yaml"), join(folder, "kube-proxy.yml"));
    for (const name of ["own.yaml", "kube-proxy.yaml", "kube-proxy.yml"])
      expect(readInside(folder, join(folder, name))).toEqual({ text: "\ufeffown" });
  });

  test.each([
    ["a file beside it", "../secret.yaml"],
    ["a folder whose name begins alike", "../folder-2/secret.yaml"],
    ["the machine", "/etc/passwd"],
    ["a device", "/dev/zero"],
  ])("is not read where it is a link to %s", (_what, target) => {
    const path = join(folder, `kube-proxy-${Math.random()}.conf`);
    symlinkSync(target, path);
    expect(readInside(folder, path)).toEqual({ problem: "denied", reason: "a link that leaves the folder, not followed" });
  });

  test("is not read below a folder that is such a link", () => {
    symlinkSync("..", join(folder, "up"));
    expect(readInside(folder, join(folder, "up/secret.yaml"))).toMatchObject({ problem: "denied" });
  });

  test("is not read where nobody could judge it without keeping an editor waiting", () => {
    writeFileSync(join(folder, "large.conf"), "");
    truncateSync(join(folder, "large.conf"), 10_000_001);
    expect(readInside(folder, join(folder, "large.conf"))).toEqual({
      problem: "too-large",
      reason: "more than the maximum of 10 MB for files that are not open",
    });
  });

  test("nor as a part of a tree, of which all other files are read", async () => {
    const tree = join(folder, "closed");
    mkdirSync(join(tree, "etc/sysctl.d"), { recursive: true });
    writeFileSync(join(tree, "etc/sysctl.d/a.conf"), "#".repeat(10_000_001));
    writeFileSync(join(tree, "etc/sysctl.d/b.conf"), "b");
    for (const [within, first] of [
      [folder, { problem: "too-large", reason: "more than the maximum of 10 MB for files that are not open" }],
      [undefined, { text: expect.stringMatching(/^#/) }],
    ] as const) {
      const port = await rootPort(tree, within);
      expect(await port.read("/etc/sysctl.d/a.conf")).toEqual(first);
      expect([...(port.readListed?.("/etc/sysctl.d", ["a.conf", "b.conf"]) ?? [])]).toEqual([first, { text: "b" }]);
    }
  });

  test("is not waited for where it is a pipe", () => {
    expect(spawnSync("mkfifo", [join(folder, "kube-proxy-pipe.yaml")]).status).toBe(0);
    expect(readInside(folder, join(folder, "kube-proxy-pipe.yaml"))).toMatchObject({
      problem: "odd",
      reason: expect.stringContaining("pipe"),
    });
  });

  test("a tree in it is read as a root only where it is no link out", async () => {
    symlinkSync("../folder-2", join(folder, "image"));
    await expect(rootPort(join(folder, "image"), folder)).rejects.toThrow("a link that leaves the folder");
    await expect(rootPort(folder, folder)).resolves.toBeDefined();
  });
});
