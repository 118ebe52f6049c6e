// The network namespaces of a host, each with a count of its own under the one limit: plain data, whoever read it.
import type { CounterId } from "../statistics/counters.ts";
import { type CounterChange, changesBetween } from "../statistics/rates.ts";
import type { Statistics } from "../statistics/read.ts";
import type { Container } from "./container.ts";

export interface NamespaceReading {
  /** As log lines of Linux 6.17 and later name it; null where the right to read it is missing. */
  readonly inode: string | null;
  /** Where it is mounted: "/run/netns/web". */
  readonly mounts: readonly string[];
  readonly container: Container | null;
  /** The first of those in it; null where none is. */
  readonly process: { readonly pid: number; readonly name: string } | null;
  readonly processes: number;
  /** That of whoever reads. */
  readonly own: boolean;
  /** Entries, live and expired; null where nothing tells. */
  readonly count: number | null;
  readonly statistics: Statistics | null;
  /** Between two readings; null where there is one, or it was another namespace. */
  readonly changes: Readonly<Partial<Record<CounterId, CounterChange>>> | null;
}

export interface NamespacesReading {
  /** One limit for all of them; null where it is not known. */
  readonly max: number | null;
  /** Only those of processes that can be seen from here, and those that are mounted. */
  readonly namespaces: readonly NamespaceReading[];
  /** Processes of which not even the counters may be read. */
  readonly unreadable: number;
  /** Processes that were not looked at, as there were too many, and namespaces of which nothing was kept. */
  readonly leftOut: number;
  /** Whether other users' processes are hidden from this one. */
  readonly hidden: boolean;
}

/** The later reading, with what the counters of each namespace did meanwhile. */
export function namespacesSince(before: NamespacesReading, now: NamespacesReading, seconds: number): NamespacesReading {
  const known = new Map(before.namespaces.map((one) => [identity(one), one.statistics]));
  return {
    ...now,
    namespaces: now.namespaces.map((one) => {
      const old = known.get(identity(one));
      return { ...one, changes: (old && one.statistics && changesBetween(old, one.statistics, seconds)) ?? null };
    }),
  };
}

/** A number is given again once its namespace has gone, but its counters fall then. */
function identity({ inode, process }: NamespaceReading): string {
  return inode ?? `process ${process?.pid}`;
}
