// The JSON of `size`. Bytes are whole, shares are of 1.
import type { TargetJson, VersionedJson } from "./shared.ts";

export interface SizeJson extends VersionedJson {
  readonly target: TargetJson;
  readonly max: number;
  readonly buckets: {
    /** As it was given; null: it was not. */
    readonly requested: number | null;
    /** What the kernel makes of it. */
    readonly actual: number;
  };
  /** Of a full table. */
  readonly bytes: TableBytesJson;
  /** The total with as many CPUs as pack entries best, and with the fewest; the same where cpus tells, or does not matter. */
  readonly totalBand: { readonly low: number; readonly high: number };
  readonly chain: {
    /** Nodes in an average chain when max flows were offered to an empty table: all of them, or those that got in. */
    readonly mean: number;
    /** Nodes in a chain beyond which the kernel refuses a flow, drawn anew for each; null: this kernel has no limit. */
    readonly insertLimit: { readonly min: number; readonly max: number } | null;
    /** Of max flows offered to an empty table; null where there is no insert limit, as the next two. */
    readonly refusedShare: number | null;
    readonly heldOfMax: number | null;
    /** Entries at which 0.1 % of new flows are refused, which may be beyond max. */
    readonly usableEntries: number | null;
    /** usableEntries, or max where that comes first. */
    readonly reliableEntries: number;
  };
  /** Total over the memory; above 1 where it does not fit; null where the memory is not known. */
  readonly memoryShare: number | null;
  /** Where the figures come from, a line each. */
  readonly basis: readonly string[];
}

export interface TableBytesJson {
  readonly perEntry: number;
  readonly entries: number;
  readonly hashTable: number;
  readonly total: number;
}
