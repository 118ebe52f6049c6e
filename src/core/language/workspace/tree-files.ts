// The files of a tree: all of them, and those that stayed as they were since it was read last.
import type { Reading } from "../../boot/tree/port.ts";
import type { Tree, TreeFile } from "../../boot/tree/tree.ts";
import { LIMITS, TOO_MUCH } from "../../text/limits.ts";

const FOLDERS = ["sysctl.d", "modprobe.d", "modules-load.d"];
const IN_ETC = ["sysctl.conf", "modules", "ufw/sysctl.conf", "openwrt_release", "alpine-release", "os-release", "default/grub"];
/** Files that form a tree, or that decide in one. One pattern: for each that it searches for, an editor starts a program. */
export const TREE_PATTERN = `{${[...FOLDERS.map((name) => `**/${name}/*`), ...IN_ETC.map((name) => `**/etc/${name}`)].join(",")}}`;
/** Wherever they are: a configuration of kube-proxy raises the limits of every machine it runs on. */
export const KUBE_PROXY_PATTERN = "**/*kube-proxy*.{yaml,yml,conf}";
/** Nobody has more of them; each may have some megabytes. */
export const MOST_KUBE_PROXY = 100;

const IN_TREE = /\/(?:sysctl|modprobe|modules-load)\.d\/[^/]+$/;

/** Whether a path alone says that its file is part of a tree. */
export function formsTree(path: string): boolean {
  return IN_TREE.test(path);
}

export function membersOf(tree: Tree): readonly TreeFile[] {
  return [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
}

/** A file with the same text keeps the same reading, and with it all that is known of the text. */
export function keepReadings(tree: Tree, before: Tree | undefined): Tree {
  if (!before) return tree;
  const known = new Map<string, Reading>();
  for (const file of membersOf(before)) known.set(file.path, file.reading);
  const kept = (file: TreeFile): TreeFile => {
    const old = known.get(file.path);
    const same = old?.problem === undefined && file.reading.problem === undefined && old?.text === file.reading.text;
    return same && old ? { ...file, reading: old } : file;
  };
  return {
    ...tree,
    files: new Map([...tree.files].map(([path, file]) => [path, kept(file)])),
    folders: new Map([...tree.folders].map(([path, folder]) => [path, { ...folder, files: folder.files.map(kept) }])),
  };
}

/** A file that another program than those of sysctl reads, named by its address. */
export function otherFile(address: string, path: string, reading: Reading): TreeFile {
  const isTooLarge = reading.problem === undefined && reading.text.length > LIMITS.smallFileBytes;
  return {
    path: address,
    name: path.slice(path.lastIndexOf("/") + 1),
    real: address,
    isNull: false,
    reading: isTooLarge ? { problem: "too-large", reason: TOO_MUCH.smallFileBytes } : reading,
  };
}
