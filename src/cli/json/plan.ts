// The JSON of `plan`. Entries and bytes are whole numbers, rates are flows a second, shares are of 1.
import type { TargetJson, VersionedJson } from "./shared.ts";

export interface PlanJson extends VersionedJson {
  readonly target: TargetJson;
  /** Of the table that is judged: the values given, or those in force. */
  readonly verdict: {
    /** loss: connections are or will be lost. */
    readonly level: "loss" | "warning" | "fine";
    readonly text: string;
  };
  /** The values in force: of the file that is written, or of the kernel. */
  readonly now: { readonly max: number; readonly buckets: number };
  readonly entries: {
    /** In steady state. */
    readonly live: number;
    /** With those that have expired and wait to be collected. */
    readonly counted: { readonly low: number; readonly high: number };
    /** The most that is counted. */
    readonly peak: number;
    readonly byState: Readonly<Record<string, number>>;
    readonly byClass: readonly ClassJson[];
  };
  readonly recommended: RecommendedJson;
  readonly memory: {
    readonly max: number;
    readonly buckets: number;
    readonly namespaces: number;
    /** Bytes, as all below. */
    readonly perEntry: number;
    readonly entries: number;
    readonly hashTable: number;
    /** Of full tables in all namespaces. */
    readonly total: number;
    /** What the peak takes; null without a workload. */
    readonly atPeak: number | null;
    /** Of the machine's memory; null where that is not known. */
    readonly share: number | null;
    /** Of full tables of the recommended size. */
    readonly recommendedTotal: number;
  };
  /** Nodes in an average chain when max flows were offered: all of them, or those that got in. */
  readonly averageChain: number;
  /** Up to so many entries fewer than 0.1 % of new flows are refused; max where that comes first. */
  readonly reliableEntries: number;
  /** The rate at which the table is full, or no longer reliable; null where no rate fills it. */
  readonly sustainableRate: number | null;
  /** From an empty table at the peak; null: never. */
  readonly secondsToFull: number | null;
  readonly limits: readonly LimitJson[];
  /** Of what is recommended, one sentence each. */
  readonly reasons: readonly string[];
}

export interface ClassJson {
  readonly name: string;
  readonly protocol: string;
  readonly rate: number;
  /** Seconds that an entry of it lives. */
  readonly lifetime: number;
  readonly live: number;
  readonly byState: Readonly<Record<string, number>>;
}

export interface RecommendedJson {
  readonly max: number;
  readonly buckets: number;
  /** Seconds by the last part of the key; only those that change. */
  readonly timeouts: Readonly<Record<string, number>>;
}

export interface LimitJson {
  readonly kind: "table" | "hash" | "ports" | "memory" | "collector";
  /** What it allows, in a sentence. */
  readonly text: string;
  /** Whether the workload's peak is beyond it. */
  readonly exceeded: boolean;
}
