// Processes by their network namespace: one look a process.
import { statSync } from "node:fs";
import { join } from "node:path";
import { namespaceOf } from "./namespace-of.ts";
import type { Roots } from "./roots.ts";

/** What is looked at of a host; the largest machines run about as many. */
const MOST_PROCESSES = 100_000;
/** Nodes of Kubernetes have some hundred. */
const MOST_NAMESPACES = 4096;

export interface Grouped {
  /** Null where the right to read it is missing. */
  readonly inode: string | null;
  /** The first of them. */
  readonly pid: number;
  readonly processes: number;
}

export interface GroupedProcesses {
  readonly groups: readonly Grouped[];
  readonly unreadable: number;
  readonly leftOut: number;
}

/**
 * Reading the link takes the rights of a debugger over the process. Without them the file of counters tells namespaces
 * apart: each has one of its own, which everybody may see, with an inode of its own (tried on Linux 6.18.44).
 */
export function groupProcesses(roots: Roots, pids: readonly number[]): GroupedProcesses {
  const groups: { inode: string | null; pid: number; processes: number }[] = [];
  const byInode = new Map<string, (typeof groups)[number]>();
  const byFile = new Map<number, (typeof groups)[number]>();
  let [unreadable, leftOut] = [0, Math.max(0, pids.length - MOST_PROCESSES)];
  for (const pid of pids.slice(0, MOST_PROCESSES)) {
    const inode = namespaceOf(roots, String(pid));
    const known = inode === null ? undefined : byInode.get(inode);
    const file = known ? undefined : fileOf(roots, pid);
    if (!known && inode === null && typeof file !== "number") {
      if (file === "forbidden") unreadable++;
      continue;
    }
    let group = known ?? (typeof file === "number" ? byFile.get(file) : undefined);
    if (!group && groups.length >= MOST_NAMESPACES) {
      leftOut++;
      continue;
    }
    if (!group) {
      group = { inode, pid, processes: 0 };
      groups.push(group);
    }
    group.processes++;
    if (inode !== null) {
      // Met first by another user's process, which did not tell.
      group.inode ??= inode;
      byInode.set(inode, group);
    }
    if (typeof file === "number") byFile.set(file, group);
  }
  return { groups, unreadable, leftOut };
}

/** Of a copy of /proc each file has an inode of its own, which says nothing. A process may have ended meanwhile. */
function fileOf({ proc, sys }: Roots, pid: number): number | "forbidden" | "gone" {
  const running = sys !== undefined;
  try {
    const { ino } = statSync(join(proc, String(pid), "net/stat/nf_conntrack"));
    return running ? ino : "forbidden";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return running && (code === "ENOENT" || code === "ESRCH" || code === "EINVAL") ? "gone" : "forbidden";
  }
}
