// The real programs, copied with their libraries into a folder that can be the root of a process.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Applier } from "../../src/core/sysctl/applier.ts";

/** Where they are in the new root; nothing that a program looks for. */
export const HOME = "/verify";

export interface Program {
  readonly applier: Applier;
  readonly version: string;
  /** In the new root, up to where files are named. */
  readonly command: readonly string[];
  /** What it takes to have it read the files of the system. */
  readonly system: readonly string[];
  readonly withFiles: readonly string[];
}

const PLACES: Readonly<Record<Applier, readonly string[]>> = {
  systemd: ["/usr/lib/systemd/systemd-sysctl", "/lib/systemd/systemd-sysctl"],
  procps: ["/usr/sbin/sysctl", "/sbin/sysctl"],
  busybox: ["/usr/bin/busybox", "/bin/busybox"],
};

/** The programs of this machine, and why one of them is left out. */
export function installPrograms(root: string): { readonly programs: readonly Program[]; readonly missing: readonly string[] } {
  const programs: Program[] = [];
  const missing: string[] = [];
  for (const applier of ["systemd", "procps", "busybox"] as const) {
    const found = PLACES[applier].find((path) => existsSync(path));
    const version = found && versionOf(applier, found);
    if (!found || version === undefined) missing.push(`${applier}: ${found ? `${found} is another program` : "not installed"}`);
    else programs.push(install(applier, found, version, root));
  }
  return { programs, missing };
}

/** The programs as they are installed, up to where a file is named. */
export function onThisMachine(): readonly { readonly applier: Applier; readonly version: string; readonly command: readonly string[] }[] {
  return (["systemd", "procps", "busybox"] as const).flatMap((applier) => {
    const path = PLACES[applier].find((place) => existsSync(place));
    const version = path && versionOf(applier, path);
    return path && version !== undefined ? [{ applier, version, command: [path, ...ONE_FILE_OPTIONS[applier]] }] : [];
  });
}

const ONE_FILE_OPTIONS: Readonly<Record<Applier, readonly string[]>> = { systemd: [], procps: ["-p"], busybox: ["sysctl", "-p"] };

function versionOf(applier: Applier, path: string): string | undefined {
  const [args, pattern] =
    applier === "systemd"
      ? [["--version"], /^systemd (\S+)/]
      : applier === "procps"
        ? [["--version"], /procps\S* (\S+)/]
        : [["--help"], /^BusyBox v(\S+)/];
  const { stdout, stderr } = spawnSync(path, args as string[], { encoding: "utf8" });
  return (pattern as RegExp).exec(stdout || stderr || "")?.[1];
}

/** Started through its loader, so that no library has to be where the tree may want a folder. */
function install(applier: Applier, path: string, version: string, root: string): Program {
  const folder = join(root, HOME);
  mkdirSync(join(folder, "lib"), { recursive: true });
  const name = basename(path);
  copyFileSync(path, join(folder, name));
  const { stdout } = spawnSync("ldd", [path], { encoding: "utf8" });
  let loader: string | undefined;
  for (const [, library = "", resolved] of stdout.matchAll(/^\s*(\S+)(?: => (\S+))? \(0x/gm)) {
    const source = resolved ?? library;
    if (!source.startsWith("/")) continue;
    copyFileSync(source, join(folder, "lib", basename(library)));
    if (resolved === undefined) loader = basename(library);
  }
  const start = loader ? [`${HOME}/lib/${loader}`, "--library-path", `${HOME}/lib`, `${HOME}/${name}`] : [`${HOME}/${name}`];
  switch (applier) {
    case "systemd":
      return { applier, version, command: start, system: [], withFiles: [] };
    case "procps":
      return { applier, version, command: start, system: ["--system"], withFiles: ["-p"] };
    case "busybox":
      return { applier, version, command: [...start, "sysctl"], system: ["-p"], withFiles: ["-p"] };
  }
}
