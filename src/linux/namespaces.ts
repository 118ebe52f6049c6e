// The network namespaces of a host, by its processes: /proc/PID/net is that of each. A link a process, and a few small
// files a namespace; nothing is entered, so one without a process shows only where it is mounted.
import { join } from "node:path";
import { containerOf, type NamespaceReading, type NamespacesReading, namespaceMounts, readStatistics } from "../core/diagnosis/index.ts";
import { readFill } from "./fill.ts";
import { namespaceOf } from "./namespace-of.ts";
import { type Grouped, groupProcesses } from "./process-groups.ts";
import { processesOf } from "./processes.ts";
import { type Roots, readSmall, smallReader, textOr } from "./roots.ts";

export function readNamespaces(roots: Roots): NamespacesReading {
  const pids = processesOf(roots);
  const { groups, unreadable, leftOut } = groupProcesses(roots, pids);
  const mounts = mountsOf(roots);
  const own = namespaceOf(roots, "self");
  const inodes = new Set(groups.map(({ inode }) => inode));
  const files = smallReader();
  const read: NamespaceReading[] = [];
  let more = 0;
  for (const group of groups) {
    if (files.isFull()) more += group.processes;
    else read.push(readGroup(files.read, roots, group, mounts, own));
  }
  return {
    max: readFill(roots)?.max ?? null,
    namespaces: [
      ...read,
      ...[...mounts].filter(([inode]) => !inodes.has(inode)).map(([inode, paths]) => withoutProcess(inode, paths, own)),
    ],
    unreadable,
    leftOut: leftOut + more,
    // Where anybody's processes are shown, the first one is.
    hidden: roots.sys !== undefined && pids[0] !== 1,
  };
}

/** As the first process of all has them, and as this one has: either may be out of reach. */
function mountsOf({ proc }: Roots): ReadonlyMap<string, readonly string[]> {
  const text = ["1", "self"].map((process) => textOr(readSmall(proc, process, "mountinfo")) ?? "");
  return namespaceMounts(text.join("\n"));
}

function readGroup(
  readFile: typeof readSmall,
  { proc }: Roots,
  { inode, pid, processes }: Grouped,
  mounts: ReadonlyMap<string, readonly string[]>,
  own: string | null,
): NamespaceReading {
  const read = (...path: readonly string[]): string | undefined => textOr(readFile(join(proc, String(pid)), ...path));
  const statistics = readStatistics(read("net/stat/nf_conntrack") ?? read("net/stat/ip_conntrack") ?? "") ?? null;
  return {
    inode,
    mounts: mounts.get(inode ?? "") ?? [],
    container: containerOf(read("cgroup") ?? ""),
    process: { pid, name: read("comm")?.replace(/\n$/, "") ?? "" },
    processes,
    own: inode !== null && inode === own,
    count: statistics?.entries ?? null,
    statistics,
    changes: null,
  };
}

function withoutProcess(inode: string, mounts: readonly string[], own: string | null): NamespaceReading {
  return {
    inode,
    mounts,
    container: null,
    process: null,
    processes: 0,
    own: inode === own,
    count: null,
    statistics: null,
    changes: null,
  };
}
