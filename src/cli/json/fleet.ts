// The JSON of `fleet`. Entries and bytes are whole numbers, shares are of 1, times are as ISO 8601 writes them.
import type { TargetJson, VersionedJson } from "./shared.ts";

export interface FleetJson extends VersionedJson {
  readonly range: {
    readonly from: string;
    readonly to: string;
    /** Seconds that one value of a course stands for. */
    readonly window: number;
    /** Seconds to which the time of a peak is exact. */
    readonly step: number;
  };
  readonly pools: readonly PoolJson[];
  /** What is missing, was answered in part, or was no number; a sentence each. */
  readonly notes: readonly string[];
}

export interface PoolJson {
  readonly pool: string;
  /** The highest of its hosts. */
  readonly peak: (PeakJson & { readonly host: string }) | null;
  /** The host that came nearest to its own limit, of those that are still there. */
  readonly fullest: { readonly host: string; readonly share: number } | null;
  /** Median of the hosts' peaks. */
  readonly typicalPeak: number | null;
  /** The highest of any host. */
  readonly quantiles: QuantilesJson;
  /** Of the highest of any host. */
  readonly growth: GrowthJson;
  /** The host that is full first, while it grows; null where none is in sight. */
  readonly firstFull: string | null;
  readonly limits: readonly { readonly limit: number; readonly hosts: number }[];
  /** What all hosts should have, and who says so; null where each has what its own kernel chose. */
  readonly expectedLimit: { readonly limit: number; readonly from: "files" | "pool" } | null;
  readonly machine: {
    /** The kernel that most hosts run, and the least memory of them. */
    readonly target: TargetJson;
    /** Whether no host told its kernel, and a usual one is taken. */
    readonly assumed: boolean;
    /** Releases that its hosts run. */
    readonly releases: readonly string[];
  };
  /** Null where no peak is known. */
  readonly table: PoolTableJson | null;
  readonly hosts: readonly HostJson[];
}

export interface PoolTableJson {
  /** The least that holds the peak with headroom. */
  readonly needed: TableJson;
  /** What to write: never less than is there, or than the kernel makes by itself. */
  readonly advised: TableJson;
  /** The limit of most hosts, and bytes of a full table of it with the buckets that the kernel chooses; null: not known. */
  readonly current: { readonly max: number; readonly bytes: number } | null;
  /** Whether the advised table stays within a quarter of the memory; null where that is not known. */
  readonly fits: boolean | null;
  /** Hosts whose limit is below what is needed. */
  readonly tooSmall: number;
  /** Bytes by which full tables of the needed size are smaller than those of the limits, all hosts together. */
  readonly frees: number;
}

export interface TableJson {
  readonly max: number;
  readonly buckets: number;
  /** Of a full one. */
  readonly bytes: number;
}

export interface PeakJson {
  readonly entries: number;
  /** The end of the step in which it was. */
  readonly at: string;
}

/** Entries that were not exceeded for 50, 95 and 99 % of the time. */
export interface QuantilesJson {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface GrowthJson {
  /** young: too few days to say. flat: no trend that stands out, or none that matters. */
  readonly kind: "young" | "flat" | "growing" | "shrinking";
  /** Days with a value. */
  readonly days: number;
  /** Entries a day, with an interval of 95 %. */
  readonly perDay: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Days until shares of the limit, while it grows; null: not within three years. */
  readonly until: readonly {
    readonly share: number;
    readonly days: number | null;
    readonly soonest: number | null;
    readonly latest: number | null;
  }[];
}

export interface HostJson {
  readonly host: string;
  /** Whether it still tells how many entries it has. */
  readonly present: boolean;
  readonly now: number | null;
  /** nf_conntrack_max; 0 is none. */
  readonly limit: number | null;
  /** How often it changed within the range. */
  readonly limitChanges: number;
  readonly peak: PeakJson | null;
  /** Of the limit. */
  readonly share: number | null;
  readonly quantiles: QuantilesJson;
  readonly growth: GrowthJson;
  /** Null where the host does not count them: not known, and not 0. */
  readonly losses: LossesJson | null;
  readonly kernel: string | null;
  /** Bytes. */
  readonly memory: number | null;
  readonly cpus: number | null;
  /** The limit that kernel and memory would choose by themselves; null where either is not known. */
  readonly kernelChoice: number | null;
  /** Whose choice the limit is, by its number alone. */
  readonly chosenBy: "kernel" | "kube-proxy" | null;
  /** Whether the limit is another than expected. */
  readonly drifts: boolean;
  /** Its peak is far from the others' of the pool. */
  readonly outlier: "high" | "low" | null;
}

export interface LossesJson {
  /** Packets for which there was no room, at least. */
  readonly dropped: number;
  /** Entries evicted to make room. */
  readonly evicted: number;
  /** Packets that may have lost a race for an entry: in drop and in insert_failed alike. */
  readonly raced: number;
  /** Inserts refused for which no packet is in drop: long chains, or entries put in twice. */
  readonly refused: number;
  /** Whether the table was full. */
  readonly full: boolean;
  /** Ends of windows; null where nothing was lost, or the time is not known. */
  readonly when: { readonly first: string; readonly last: string; readonly worst: string } | null;
}
