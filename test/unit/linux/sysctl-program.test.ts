// The text that was shown is what sysctl gets, from procps and from BusyBox, whatever becomes of the file meanwhile.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSysctl, privateCopy } from "../../../src/linux/sysctl-program.ts";

const linux = process.platform === "linux";
/** A network namespace of its own: nothing of this machine is changed. */
const canUnshare = linux && spawnSync("unshare", ["-n", "true"]).status === 0;
const busybox = ["/bin/busybox", "/usr/bin/busybox"].find((path) => existsSync(path));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ctp-sysctl-"));
  if (busybox !== undefined) symlinkSync(busybox, join(folder, "sysctl"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!linux)("a private copy", () => {
  test("is for this user alone, and gone when it is removed", () => {
    const bytes = Buffer.from("\ufeff# \u00e9\r\nnet.ipv4.ip_forward = 1\0");
    const { path, remove } = privateCopy(bytes);
    expect(readFileSync(path)).toEqual(bytes);
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o400, 0o700]);
    expect(readdirSync(dirname(path))).toHaveLength(1);
    remove();
    expect(existsSync(dirname(path))).toBe(false);
  });
});

describe.skipIf(!linux)("the program", () => {
  test.skipIf(busybox === undefined)(`is told from BusyBox${busybox === undefined ? " (none here)" : ""}`, () => {
    expect(findSysctl(true, ["/nowhere", folder])?.applier).toBe("busybox");
  });

  test("needs no sudo for root, and none is found where there is none", () => {
    expect(findSysctl(true, ["/nowhere"])).toBeUndefined();
    const [own, other] = [true, false].map((root) => findSysctl(root)?.command("/copy"));
    if (own) expect([own.includes("sudo"), other?.includes("sudo"), own.at(-1)]).toEqual([false, true, "-"]);
  });

  const programs = [
    ["procps", undefined],
    ["busybox", () => [folder]],
  ] as const;

  test.skipIf(!canUnshare).each(programs)(
    `%s sets what the copy says${canUnshare ? "" : " (only root has namespaces)"}`,
    (applier, where) => {
      const program = findSysctl(true, where?.());
      if (program?.applier !== applier) return;
      const copy = privateCopy(Buffer.from("net.ipv4.ip_forward = 1\nnet.ipv4.conf.lo.rp_filter = 2\n"));
      const show = '"$@" >&2; cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/lo/rp_filter';
      const { stdout } = spawnSync("unshare", ["-n", "sh", "-c", show, "sh", ...program.command(copy.path)], { encoding: "utf8" });
      copy.remove();
      expect(stdout).toBe("1\n2\n");
    },
  );
});
