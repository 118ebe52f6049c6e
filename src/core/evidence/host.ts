// What was read of a running host: plain data, whoever read it. Bytes and seconds; paths are below /proc/sys.
import type { NamespacesReading } from "./namespaces/namespace.ts";
import type { OwnerQuestion, Owners } from "./owners/owners.ts";
import type { Statistics } from "./statistics/read.ts";

/** Something that could not be read, and what would give it. */
export interface Unread {
  /** "the table", "HZ". */
  readonly what: string;
  readonly path: string;
  readonly why: string;
  /** One sentence, or empty where nothing would. */
  readonly gives: string;
}

export interface SlabReading {
  /** Entries in memory, of all namespaces: live, expired and just freed. */
  readonly active: number;
  readonly total: number;
  readonly objectBytes: number;
  /** All slabs. */
  readonly bytes: number;
}

/** What of a host a target to judge for is made of. */
export interface HostMachine {
  /** As uname -r prints it. */
  readonly kernel: string | null;
  readonly arch: string | null;
  readonly hz: number | null;
  /** MemTotal. */
  readonly memory: number | null;
  /** CPUs that may ever be there; of a copy of /proc those that were. */
  readonly cpus?: number | null;
  /** Bytes of a page of memory; null for a copy of /proc. */
  readonly pageSize?: number | null;
}

/** Which host it is and since when it runs: what readings at two times are told to be of one host by. */
export interface HostIdentity {
  /** When it was read, ISO 8601 in UTC; null for a copy of /proc. */
  readonly at: string | null;
  readonly name: string | null;
  /** What its kernel drew at the start, another one each time. */
  readonly boot: string | null;
  /** Seconds since the start. */
  readonly uptime: number | null;
}

/** Its settings as they are now, and what decides whether they can be set. */
export interface RunningSettings extends HostMachine {
  /** Entries in this namespace, live and expired. */
  readonly count: number | null;
  readonly max: number | null;
  readonly buckets: number | null;
  /** Every conntrack key there is, with its present value. */
  readonly values: Readonly<Record<string, number>>;
  /** Whether this is the namespace that may set what the whole machine shares; null where that cannot be told. */
  readonly initialNamespace: boolean | null;
}

export interface HostReading extends RunningSettings {
  readonly cpus: number | null;
  /** Absent where nobody asked for it. */
  readonly identity?: HostIdentity;
  /** The inode of the network namespace, as log lines of Linux 6.18 and later name it; null where it cannot be told. */
  readonly namespace: string | null;
  readonly statistics: Statistics | null;
  readonly slab: SlabReading | null;
  readonly unread: readonly Unread[];
}

export interface TableFill {
  readonly count: number;
  /** 0: there is no limit. */
  readonly max: number;
}

/** The program of a host that applies files of settings. */
export interface SysctlProgram {
  readonly path: string;
  /** How it reads them. */
  readonly applier: "procps" | "busybox";
  /** The command that applies the file `copy`, as program and arguments; asks for a password where it is needed. */
  readonly command: (copy: string) => readonly string[];
}

/** A file that only this user can read, and nobody writes to. */
export interface PrivateCopy {
  readonly path: string;
  readonly remove: () => void;
}

/** The programs of a host that print its firewall rules. */
export interface FirewallReader {
  /** As they will be run, for a person to see. */
  readonly commands: readonly string[];
  /** Makes a private folder for what they print. Throws what writing throws. */
  readonly begin: () => FirewallReading;
}

export interface FirewallReading {
  /** Program and arguments of the run; asks for a password where it is needed. */
  readonly command: readonly string[];
  /** What was printed, once it has ended, and the programs that failed. */
  readonly printed: () => {
    readonly texts: readonly { readonly name: string; readonly text: string }[];
    readonly failed: readonly string[];
  };
  readonly remove: () => void;
}

/** What the machine that the extension runs on can be asked, where it may be asked at all. Only a private copy is written. */
export interface HostPort {
  /** Bytes of a file of any length; each piece may be written over by the next. Throws what reading throws. */
  readonly pieces: (path: string) => AsyncIterable<Uint8Array>;
  /** Whether it is a Linux, so that the rest may be there. */
  readonly linux: boolean;
  /** Whether this is root already, who needs no sudo and may have none. */
  readonly root: boolean;
  /** Undefined where no table is there: another system, or nf_conntrack is not loaded. */
  readonly fill: () => TableFill | undefined;
  /** The same and the counters: what may be read every second. */
  readonly counters: () => (TableFill & Pick<HostReading, "statistics">) | undefined;
  /** Looked at once: it does not change while anything runs. Undefined on another system than Linux. */
  readonly machine: () => HostMachine | undefined;
  /** About fifty small files. Undefined on another system than Linux. */
  readonly settings: () => RunningSettings | undefined;
  /** Everything but the table; undefined on another system than Linux. */
  readonly host: () => HostReading | undefined;
  /** Of all processes: a link each, and a few small files a namespace. Undefined on another system than Linux. */
  readonly namespaces: () => NamespacesReading | undefined;
  /** Looks through the open files of processes. Undefined on another system than Linux. */
  readonly owners: (question: OwnerQuestion) => Owners | undefined;
  /** Undefined where there is none. */
  readonly sysctl: () => SysctlProgram | undefined;
  /** Throws what writing throws. */
  readonly privateCopy: (bytes: Uint8Array) => PrivateCopy;
  /** Undefined where there is none of the programs. */
  readonly firewall: () => FirewallReader | undefined;
  /** The table itself, in pieces as above: costs kernel time. Throws what reading throws. */
  readonly table: () => Iterable<Uint8Array>;
}
