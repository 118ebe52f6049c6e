// The JSON of `live --namespaces`, and of the namespaces in that of `diagnose`. null: it could not be read.
import type { VersionedJson } from "./shared.ts";
import type { ChangesJson, StatisticsJson } from "./statistics.ts";

export interface LiveNamespacesJson extends VersionedJson, NamespacesJson {
  /** What was not read of them, and how it can be; one sentence each. */
  readonly notes: readonly string[];
}

export interface NamespacesJson {
  /** nf_conntrack_max: one value for all, held against the count of each. */
  readonly max: number | null;
  /** The hardest pressed first: those that lose now, then the fullest. */
  readonly namespaces: readonly NamespaceJson[];
  /** Processes of which the namespace may not be read. */
  readonly unreadable: number;
  /** Processes that were not looked at, as there are too many. */
  readonly leftOut: number;
  /** Whether other users' processes are hidden from this one (hidepid). */
  readonly hidden: boolean;
}

export interface NamespaceJson {
  /** What it is called in the text output. */
  readonly name: string;
  /** As /proc/PID/ns/net and log lines of Linux 6.17 and later have it. */
  readonly inode: string | null;
  /** Where it is mounted: "/run/netns/web". */
  readonly mounts: readonly string[];
  readonly container: ContainerJson | null;
  /** The first of its processes; null where none is in it. */
  readonly process: { readonly pid: number; readonly name: string } | null;
  readonly processes: number;
  /** That of the command itself. */
  readonly own: boolean;
  /** Entries, live and expired. */
  readonly count: number | null;
  /** count of max; null where there is no limit. */
  readonly share: number | null;
  /** Packets dropped, entries thrown out early and inserts refused, since it was made. */
  readonly lost: number | null;
  /** The same a second, between two readings. */
  readonly lostPerSecond: number | null;
  readonly statistics: StatisticsJson | null;
  readonly changes: ChangesJson | null;
  /** Shows the counters of one that no process is in; null for others. */
  readonly command: string | null;
}

export interface ContainerJson {
  /** 64 hexadecimal digits, or a name. */
  readonly id: string;
  /** The UID of the pod; null outside of Kubernetes. */
  readonly pod: string | null;
}
