// Which program applies the files of a tree, told by what else is in it.
import type { Applier } from "../../sysctl/applier.ts";
import { TRACES } from "./places.ts";
import type { BusyboxBoot } from "./plan.ts";
import type { Tree } from "./tree.ts";

export interface Detected {
  readonly applier: Applier;
  readonly busyboxBoot: BusyboxBoot;
  /** The file that tells; undefined where nothing does, and systemd is taken for granted. */
  readonly because: string | undefined;
}

/** OpenWrt and Alpine first: they have no systemd, while a tree of overlays may hold traces of anything. */
export function detectApplier(tree: Tree): Detected {
  const trace = (kind: keyof typeof TRACES): string | undefined => TRACES[kind].find((path) => tree.files.has(path));
  const openwrt = trace("openwrt");
  if (openwrt) return { applier: "busybox", busyboxBoot: "OpenWrt", because: openwrt };
  const alpine = trace("alpine");
  if (alpine) return { applier: "busybox", busyboxBoot: "Alpine", because: alpine };
  const systemd = trace("systemd");
  if (systemd) return { applier: "systemd", busyboxBoot: "sysctl -p", because: systemd };
  const procps = trace("procps");
  if (procps) return { applier: "procps", busyboxBoot: "sysctl -p", because: procps };
  return { applier: "systemd", busyboxBoot: "sysctl -p", because: undefined };
}

/** Whether the tree is a system, not a few files for one. */
export function isWholeSystem(tree: Tree): boolean {
  return tree.builtins.length > 0 || [...TRACES.system, ...TRACES.systemd].some((path) => tree.files.has(path));
}
