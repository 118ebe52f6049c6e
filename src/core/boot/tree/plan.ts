// Which files a program reads, in which order, and which it passes by. Looks at names, never into a file.
import type { Applier } from "../../sysctl/applier.ts";
import { compareBytes } from "../../text/bytes.ts";
import { LIMITS, TOO_MUCH } from "../../text/limits.ts";
import { once } from "../once.ts";
import { alternativesOf } from "./braces.ts";
import { isGlob, partMatcher } from "./glob.ts";
import { CREDENTIALS, SYSCTL_CONF, SYSCTL_FOLDERS } from "./places.ts";
import type { Reading } from "./port.ts";
import type { Tree, TreeFile } from "./tree.ts";

export interface Passed {
  readonly file: TreeFile;
  readonly why: /** A file of the same name comes first. */
    | "masked"
    | "hidden"
    /** Its name does not end in `.conf`. */
    | "suffix"
    /** The program does not look there. */
    | "elsewhere";
  readonly by?: TreeFile;
}

/** What starts BusyBox, which by itself reads one file. */
export type BusyboxBoot = "sysctl -p" | "OpenWrt" | "Alpine";

export interface Plan {
  readonly applier: Applier;
  /** Each is one start of the program, with the files it is given or finds. */
  readonly runs: readonly (readonly TreeFile[])[];
  readonly passed: readonly Passed[];
  /** No file has two names here; without it, some may. */
  readonly isEachOnce?: boolean;
}

export interface PlanOptions {
  readonly applier: Applier;
  readonly busyboxBoot?: BusyboxBoot;
}

/** What happens at boot: systemd-sysctl, `sysctl --system`, or a boot script around BusyBox. */
export function planBoot(tree: Tree, { applier, busyboxBoot = "sysctl -p" }: PlanOptions): Plan {
  switch (applier) {
    case "systemd":
      return complete(tree, applier, [systemdFiles(tree)], isVisible);
    case "procps":
      return complete(tree, applier, [procpsFiles(tree)], () => true);
    case "busybox":
      return complete(tree, applier, BUSYBOX[busyboxBoot](tree), isVisible);
  }
}

/** `systemd-sysctl FILE...`, `sysctl -p FILE...`: these files and no others. */
export function planFiles(tree: Tree, applier: Applier, paths: readonly string[]): Plan {
  const all = [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
  const files = paths.map((path) => all.find((file) => file.path === path)).filter((file) => file !== undefined);
  return { applier, runs: [files], passed: [] };
}

function systemdFiles(tree: Tree): readonly TreeFile[] {
  const credential = CREDENTIALS.map((path) => tree.files.get(path)).find((file) => file !== undefined);
  const first = firstOfEachName(tree, ({ name }) => name.endsWith(".conf") && isVisible(name));
  return credential ? [...first, credential] : first;
}

function procpsFiles(tree: Tree): readonly TreeFile[] {
  const globbed = globber(tree);
  const files = firstOfEachName(tree, ({ name }) => name.endsWith(".conf")).flatMap(globbed);
  const conf = tree.files.get(SYSCTL_CONF);
  return conf && conf.reading.problem !== "folder" && conf.reading.problem !== "odd" && !conf.isNull ? [...files, conf] : files;
}

/** Of the files with one name that of the first folder, in the byte order of names. */
function firstOfEachName(tree: Tree, isWanted: (file: TreeFile) => boolean): readonly TreeFile[] {
  const all = SYSCTL_FOLDERS.flatMap((folder) => tree.folders.get(folder)?.files.filter(isWanted) ?? []);
  return all.sort((a, b) => compareBytes(a.name, b.name)).filter(({ name }, index) => name !== all[index - 1]?.name);
}

/** procps hands each name it found to glob(3) once more: `10-[a].conf` reads 10-a.conf where that is there. */
function globber(tree: Tree): (file: TreeFile) => readonly TreeFile[] {
  let room: number = LIMITS.matches;
  return (file) => {
    if (!isGlob(file.name) && !/[{\\]/.test(file.name)) return [file];
    const all = tree.folders.get(file.path.slice(0, -file.name.length - 1))?.files ?? [];
    const cost = all.length / NAMES;
    const names = alternativesOf(file.name, Math.min(LIMITS.alternatives, room / cost));
    if (!names) return [{ ...file, reading: TOO_BROAD }];
    room -= names.length * cost;
    const found = names.flatMap((name) => {
      const isMatch = partMatcher(name);
      return all.filter((other) => isMatch(other.name));
    });
    if (found.length === 0) return [file];
    // The first that cannot be opened ends the list.
    const end = found.findIndex(({ reading: { problem } }) => problem === "missing" || problem === "denied" || problem === "loop");
    return end < 0 ? found : found.slice(0, end);
  };
}

/** So many names held against a pattern cost as much as a match. */
const NAMES = 20;
const TOO_BROAD: Reading = { problem: "too-large", reason: TOO_MUCH.matches };

const BUSYBOX: Readonly<Record<BusyboxBoot, (tree: Tree) => readonly (readonly TreeFile[])[]>> = {
  "sysctl -p": (tree) => alone([tree.files.get(SYSCTL_CONF)]),
  // package/base-files/files/etc/init.d/sysctl
  OpenWrt: (tree) => alone([...shellGlob(tree, "/etc/sysctl.d"), tree.files.get(SYSCTL_CONF)]),
  // aports, main/openrc/sysctl.initd
  Alpine: (tree) => {
    const inRun = new Set(shellGlob(tree, "/run/sysctl.d").map(({ name }) => name));
    const inEtc = new Set(shellGlob(tree, "/etc/sysctl.d").map(({ name }) => name));
    const vendor = [...shellGlob(tree, "/lib/sysctl.d"), ...shellGlob(tree, "/usr/lib/sysctl.d")];
    return alone([
      ...vendor.filter(({ name }) => !inEtc.has(name) && !inRun.has(name)),
      ...shellGlob(tree, "/etc/sysctl.d").filter(({ name }) => !inRun.has(name)),
      tree.files.get(SYSCTL_CONF),
      ...shellGlob(tree, "/run/sysctl.d"),
    ]);
  },
};

function alone(files: readonly (TreeFile | undefined)[]): readonly (readonly TreeFile[])[] {
  return files.filter((file) => file !== undefined).map((file) => [file]);
}

/** `*.conf` in a shell, each tested with -f. */
function shellGlob(tree: Tree, folder: string): readonly TreeFile[] {
  const files = tree.folders.get(folder)?.files ?? [];
  return files.filter(({ name, reading, isNull }) => {
    const isFile = !isNull && reading.problem !== "missing" && reading.problem !== "folder" && reading.problem !== "odd";
    return name.endsWith(".conf") && isVisible(name) && isFile;
  });
}

function isVisible(name: string): boolean {
  return !name.startsWith(".");
}

/** Adds what the runs leave out: each file once, and none that is read under another name. */
function complete(tree: Tree, applier: Applier, runs: Plan["runs"], readsHidden: (name: string) => boolean): Plan {
  const read = runs.flat();
  const candidates = [...SYSCTL_FOLDERS.flatMap((folder) => tree.folders.get(folder)?.files ?? []), tree.files.get(SYSCTL_CONF)];
  // Each is read under its own name, in the order of its folder: so it is where there are very many.
  if (read.every((file, index) => file === candidates[index] && realOf(file) === file.path) && !candidates[read.length])
    return { applier, runs, passed: [], isEachOnce: true };
  const known = new Set(read.map(realOf));
  const isEachOnce = known.size === read.length;
  // Of most trees, everything is read.
  const byName = once(() => new Map(read.map((file) => [file.name, file])));
  const passed: Passed[] = [];
  for (const file of candidates) {
    if (!file || known.has(realOf(file))) continue;
    known.add(realOf(file));
    const by = byName().get(file.name);
    if (file.path === SYSCTL_CONF) passed.push({ file, why: "elsewhere" });
    else if (!file.name.endsWith(".conf")) passed.push({ file, why: "suffix" });
    else if (by) passed.push({ file, why: "masked", by });
    else passed.push({ file, why: readsHidden(file.name) ? "elsewhere" : "hidden" });
  }
  return { applier, runs, passed, isEachOnce };
}

function realOf({ real, path }: TreeFile): string {
  return real ?? path;
}
