// Where the files of a tree lie: patterns for an editor's search, and what a path alone says.
const FOLDERS = ["sysctl.d", "modprobe.d", "modules-load.d"];
const IN_ETC = ["sysctl.conf", "modules", "ufw/sysctl.conf", "openwrt_release", "alpine-release", "os-release", "default/grub"];
/** Files that form a tree, or that decide in one. One pattern: for each that it searches for, an editor starts a program. */
export const TREE_PATTERN = `{${[...FOLDERS.map((name) => `**/${name}/*`), ...IN_ETC.map((name) => `**/etc/${name}`)].join(",")}}`;
/** Wherever they are: a configuration of kube-proxy raises the limits of every machine it runs on. */
export const KUBE_PROXY_PATTERN = "**/*kube-proxy*.{yaml,yml,conf}";

const IN_TREE = /\/(?:sysctl|modprobe|modules-load)\.d\/[^/]+$/;

/** Whether a path alone says that its file is part of a tree. */
export function formsTree(path: string): boolean {
  return IN_TREE.test(path);
}
