// Which trees a list of paths forms, and where a path of the system is in them.
import { describe, expect, test } from "vitest";
import { isSystemFile } from "../../../../src/core/boot/tree/places.ts";
import { findRoots, pathInRoot, systemPath } from "../../../../src/core/boot/tree/roots.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["an image", ["image/etc/sysctl.d/a.conf", "image/usr/lib/sysctl.d/b.conf", "image/usr/local/lib/modprobe.d/c.conf"], ["image system"]],
  ["the workspace itself", ["etc/sysctl.conf", "lib/sysctl.d/a.conf"], [" system"]],
  [
    "roles, each one alone",
    ["roles/a/files/etc/sysctl.d/x.conf", "roles/b/files/etc/sysctl.d/x.conf"],
    ["roles/a/files system", "roles/b/files system"],
  ],
  ["a folder for /etc", ["docker/sysctl.d/a.conf", "docker/modules-load.d/b.conf"], ["docker etc"]],
  ["a system and a folder in it", ["etc/sysctl.d/a.conf", "files/sysctl.d/b.conf"], [" system", "files etc"]],
  ["nothing", ["sysctl.conf", "docs/sysctl.conf", "etc/hosts", "sysctl.d.conf", "a/sysctl.d/b/c.conf"], []],
])("%s", (_, paths, expected) => {
  expect(findRoots(paths).map(({ path, stands }) => `${path} ${stands}`)).toEqual(expected);
});

describe("paths there and back", () => {
  test.each([
    [{ path: "image", stands: "system" }, "/usr/lib/sysctl.d/a.conf", "image/usr/lib/sysctl.d/a.conf"],
    [{ path: "", stands: "system" }, "/etc/sysctl.d", "etc/sysctl.d"],
    [{ path: "docker", stands: "etc" }, "/etc/sysctl.d/a.conf", "docker/sysctl.d/a.conf"],
  ] as const)("%j %s", (root, system, path) => {
    expect(pathInRoot(root, system)).toBe(path);
    expect(systemPath(root, path)).toBe(system);
  });

  test("a folder for /etc has no /usr", () => {
    expect(pathInRoot({ path: "docker", stands: "etc" }, "/usr/lib/sysctl.d")).toBeUndefined();
    expect(systemPath({ path: "docker", stands: "etc" }, "other/sysctl.d/a.conf")).toBeUndefined();
  });

  test("a sysctl.conf beside sysctl.d is not taken for the one of /etc", () => {
    expect(pathInRoot({ path: "", stands: "etc" }, "/etc/sysctl.conf")).toBeUndefined();
    expect(systemPath({ path: "", stands: "etc" }, "sysctl.conf")).toBeUndefined();
  });
});

test.each([
  ["/etc/sysctl.conf", true],
  ["/etc/sysctl.d/90-a.conf", true],
  ["/usr/lib/sysctl.d/50-default.conf", true],
  ["/etc/sysctl.d/90-a.conf.bak", false],
  ["/etc/sysctl.d/old/90-a.conf", false],
  ["/home/me/etc/sysctl.d/90-a.conf", false],
])("%s is read by the running system: %s", (path, is) => expect(isSystemFile(path)).toBe(is));
