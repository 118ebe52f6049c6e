// A running host, in the JSON of `diagnose` and `live`. null: it could not be read.
import type { StatisticsJson } from "./statistics.ts";

export interface HostJson {
  /** As `uname -r` prints it. */
  readonly kernel: string | null;
  readonly arch: string | null;
  readonly hz: number | null;
  /** MemTotal in bytes. */
  readonly memory: number | null;
  /** Entries in this namespace, live and expired. */
  readonly count: number | null;
  readonly max: number | null;
  readonly buckets: number | null;
  /** Every conntrack key there is, by path below /proc/sys. */
  readonly values: Readonly<Record<string, number>>;
  /** Whether this namespace may set what the whole machine shares. */
  readonly initialNamespace: boolean | null;
  readonly cpus: number | null;
  /** Which host it is, and since when it runs: what diagnose --again tells one host by. */
  readonly identity: HostIdentityJson;
  /** Inode of the network namespace. */
  readonly namespace: string | null;
  readonly statistics: StatisticsJson | null;
  readonly slab: SlabJson | null;
  /** What could not be read, and what would give it. */
  readonly unread: readonly UnreadJson[];
}

export interface HostIdentityJson {
  /** When it was read, ISO 8601 in UTC; null for a copy of /proc. */
  readonly at: string | null;
  /** Its host name. */
  readonly name: string | null;
  /** /proc/sys/kernel/random/boot_id: another one at each start. */
  readonly boot: string | null;
  /** Seconds since the start. */
  readonly uptime: number | null;
}

export interface SlabJson {
  /** Entries in memory, of all namespaces: live, expired and just freed. */
  readonly active: number;
  readonly total: number;
  readonly objectBytes: number;
  /** All slabs. */
  readonly bytes: number;
}

export interface UnreadJson {
  readonly what: string;
  readonly path: string;
  readonly why: string;
  /** One sentence, or empty where nothing would. */
  readonly gives: string;
}
