// The file of a tree that settings are best written to: the one that has the last word now, or one of our own.
import type { HostConfiguration } from "./configuration.ts";
import { SYSCTL_CONF } from "./tree/places.ts";

export interface FileToWrite {
  /** Path in the tree. */
  readonly path: string;
  readonly isNew: boolean;
}

const OWN = "/etc/sysctl.d/90-conntrack.conf";

/** A file of a package or from elsewhere is replaced with it, so only those in /etc count. */
export function fileToWrite({ winner, applier, tree }: HostConfiguration, paths: readonly string[]): FileToWrite {
  for (const path of paths) {
    const real = winner(path)?.file.real;
    if (real?.startsWith("/etc/")) return { path: real, isNew: false };
  }
  const path = applier === "busybox" ? SYSCTL_CONF : OWN;
  const known = [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
  return { path, isNew: !known.some((file) => file.path === path || file.real === path) };
}
