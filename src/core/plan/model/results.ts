// Everything the page and the command line show, computed from a state. Pure numbers and sentences; no drawing.
import type { OwnService } from "../../firewall/write/notrack.ts";
import type { ChainSpread } from "../../sizing/chains.ts";
import type { TableBytes } from "../../sizing/memory.ts";
import type { Protocol, TimeoutKey } from "../../sizing/workload.ts";

/** A count of entries as a kernel shows it: between these two, by when its collector last came by. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

export interface MemoryResults {
  /** Bytes of one full table. `objects` and `extensions` are the two parts of `entries`. */
  readonly bytes: TableBytes & { readonly objects: number; readonly extensions: number };
  /** Entries of every namespace, and the hash table that they share, in bytes. */
  readonly allNamespaces: number;
  /** Bytes while the peak of the workload is in the table; null without a workload. */
  readonly atPeak: number | null;
  /** Of the target's memory (1 is all of it); null where that is not known. */
  readonly share: number | null;
  /** Of the budget; null where there is none. */
  readonly budgetShare: number | null;
  /** What the formulas that are passed around say for the same table. */
  readonly folklore: readonly {
    readonly formula: string;
    readonly bytes: number | null;
    readonly max: number | null;
    readonly why: string;
  }[];
  /** One line a figure: how it is known. */
  readonly basis: readonly string[];
}

export interface ChainResults {
  /** Entries that the figures below are for: max, or those of max that get in where inserts are refused. */
  readonly entries: number;
  /** Buckets as the kernel makes them. */
  readonly buckets: number;
  readonly mean: number;
  /** How the lengths are spread, and how many nodes lookups visit. */
  readonly spread: ChainSpread;
  readonly empty: { readonly buckets: number; readonly bytes: number };
  readonly insertLimit: { readonly min: number; readonly max: number } | null;
  /** Share refused when max flows are offered to an empty table; null where the kernel has no limit, as the next. */
  readonly refusedShare: number | null;
  readonly heldOfMax: number | null;
  /** Up to so many entries fewer than 0.1 % of new flows are refused; max where that comes first. */
  readonly reliable: number;
  /** Cost of conntrack's lookup, as a multiple of that with chains of 0.2 nodes (measured on 6.18.44). */
  readonly lookupCost: { readonly relative: number; readonly extrapolated: boolean };
}

/** Entries of one class in one state of its protocol, in steady state at the classes' own rates. */
export interface StateEntries {
  /** As `conntrack -L` names it ("TIME_WAIT"), or for protocols without names a word of ours ("stream"). */
  readonly state: string;
  readonly seconds: number;
  readonly entries: number;
  /** The timeout that decides it; null where the traffic itself does. */
  readonly timeout: TimeoutKey | null;
}

export interface ClassEntries {
  readonly name: string;
  readonly protocol: Protocol;
  readonly rate: number;
  /** Seconds from the first packet until the entry has expired. */
  readonly lifetime: number;
  readonly live: number;
  readonly states: readonly StateEntries[];
  /** Its share of the live entries, 0 to 1. */
  readonly share: number;
  /** Most entries that its ephemeral ports allow; null where they set no limit. */
  readonly portLimit: number | null;
}

interface CollectorResults {
  /** How expired entries leave the table in this kernel, in a sentence. */
  readonly how: string;
  /** Longest time between two rounds with this workload alone, in seconds; 0 where each entry has a timer. */
  readonly interval: number;
  /** The longest it can be because of other namespaces' entries. */
  readonly longest: number;
}

export interface FillPoint {
  readonly seconds: number;
  readonly live: number;
  readonly counted: Band;
}

export interface OccupancyResults {
  /** New flows a second, all classes. */
  readonly rate: number;
  /** Steady state at the classes' own rates. */
  readonly live: number;
  readonly counted: Band;
  /** Factor of peak and failover together. */
  readonly peakFactor: number;
  /** Steady state at the peak: live times the factor, and the highest count. */
  readonly peakLive: number;
  readonly peak: number;
  readonly classes: readonly ClassEntries[];
  /** Live entries by state, all classes together, most first. */
  readonly byState: Readonly<Record<string, number>>;
  readonly collector: CollectorResults;
  /** From an empty table at the peak rate, or from the steady state through a burst. */
  readonly fill: readonly FillPoint[];
  /** Seconds from an empty table at the peak rate until live entries reach what is reliable; null: never. */
  readonly secondsToFull: number | null;
}

export interface RateResults {
  /** New flows a second, in the same mixture, at which live entries reach what is reliable; null without a workload. */
  readonly full: number | null;
  /** At which live and expired entries together touch that from time to time. */
  readonly crowded: number | null;
  /** At which the headroom is used up. */
  readonly withHeadroom: number | null;
}

export interface Limit {
  readonly kind: "table" | "hash" | "ports" | "memory" | "collector";
  /** What it allows and whether it binds before the table is full, in a sentence. */
  readonly text: string;
  /** Whether the workload's peak is beyond it. */
  readonly exceeded: boolean;
}

/** What another value of one setting would save at the peak, and what it risks. */
export interface Effect {
  readonly key: TimeoutKey;
  readonly from: number;
  readonly to: number;
  readonly entriesSaved: number;
  readonly bytesSaved: number;
  readonly risk: string;
}

/** One sentence about one value of a plan. */
export interface Reason {
  readonly about: "max" | "buckets" | "memory" | "timeouts";
  readonly text: string;
}

export interface Recommendation {
  readonly max: number;
  readonly buckets: number;
  /** Only those that are to be changed. */
  readonly timeouts: Readonly<Partial<Record<TimeoutKey, number>>>;
  /** Bytes of a table of that size when it is full. */
  readonly bytes: number;
  readonly reasons: readonly Reason[];
}

/** The answer in a sentence, without a full stop. `loss`: connections are or will be lost. */
export interface Verdict {
  readonly level: "loss" | "warning" | "fine";
  readonly text: string;
}

/** A class that may do without tracking. */
export interface Untracked {
  readonly name: string;
  readonly entriesSaved: number;
  readonly bytesSaved: number;
  readonly service: OwnService;
  readonly nftables: string;
  readonly iptables: string;
  readonly stops: readonly string[];
}

export interface CalculatorResults {
  /** Of the table as it is in the state. */
  readonly verdict: Verdict;
  readonly memory: MemoryResults;
  readonly chains: ChainResults;
  readonly occupancy: OccupancyResults;
  readonly rates: RateResults;
  /** The largest max that the budget pays for, with buckets for it; null without a budget or where nothing fits. */
  readonly largestForBudget: { readonly max: number; readonly buckets: number } | null;
  readonly limits: readonly Limit[];
  /** Most saved first. */
  readonly effects: readonly Effect[];
  readonly recommendation: Recommendation;
  readonly untracked: readonly Untracked[];
}

/** A value of the state that cannot be computed with. */
export interface StateProblem {
  /** The field's id (fields.ts), or "classes.2.rate". */
  readonly field: string;
  /** One sentence for people. */
  readonly message: string;
}
