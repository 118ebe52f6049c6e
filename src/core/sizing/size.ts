// What a table costs and whether its hash table keeps up: the answer of `size`, from max, buckets and a target.

import { defaultFeatures, FEATURES, type Feature, unknownFeature } from "../kernel/entry-size.ts";
import {
  actualBuckets,
  defaultBuckets,
  type InsertLimit,
  insertLimits,
  largestBuckets,
  largestDefaultBuckets,
} from "../kernel/hash-table.ts";
import type { Arch, KernelTarget } from "../kernel/target.ts";
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import { heldOf, meanChain, usableEntries } from "./chains.ts";
import { type TableBytes, tableMemory } from "./memory.ts";

const INT_MAX = 2 ** 31 - 1;

export interface SizeRequest {
  readonly target: KernelTarget;
  readonly max: number;
  /** As written; without it, what the target chooses by itself. */
  readonly buckets?: number;
  /** Exactly the extensions each flow carries; without it, the target's defaults. */
  readonly features?: readonly Feature[];
}

interface SizeError {
  readonly error: string;
  readonly field: "max" | "buckets" | "features" | "memory";
}

export type SizeResult = Size | SizeError;

/** The JSON of `size` but for its version and basis. Bytes are whole, shares are of 1. */
export interface Size {
  readonly target: {
    readonly kernel: string;
    readonly arch: Arch;
    readonly hz: number | null;
    readonly memory: number | null;
    readonly cpus: number | null;
    readonly pageSize: number | null;
  };
  readonly max: number;
  readonly buckets: { readonly requested: number | null; readonly actual: number };
  readonly bytes: TableBytes;
  /** Bytes in all with as many CPUs as pack best, and with the fewest; `bytes.total` is the high end. */
  readonly totalBand: { readonly low: number; readonly high: number };
  readonly chain: {
    /** Nodes in an average chain when max flows were offered to an empty table: all of them, or those that got in. */
    readonly mean: number;
    readonly insertLimit: InsertLimit | null;
    /** Of max flows offered to an empty table; null where the kernel has no insert limit, as the next two. */
    readonly refusedShare: number | null;
    readonly heldOfMax: number | null;
    /** Entries at which 0.1 % of new flows are refused, which may be beyond max. */
    readonly usableEntries: number | null;
    /** Up to so many entries the table does what it is for: usableEntries, or max where that comes first. */
    readonly reliableEntries: number;
  };
  /** Total over the memory; above 1 where it does not fit. */
  readonly memoryShare: number | null;
}

function problem({ target, max, buckets, features = [] }: SizeRequest): SizeError | undefined {
  if (max === 0) return { error: say("A max of 0 sets no limit, so there is no table to size."), field: "max" };
  if (!Number.isInteger(max) || max < 1 || max > INT_MAX)
    return { error: say("Max must be a whole number from 1 to {intMax}.", { intMax: formatCount(INT_MAX) }), field: "max" };
  const largest = largestBuckets(target);
  if (buckets !== undefined && (!Number.isInteger(buckets) || buckets < 1 || buckets > largest))
    return { error: say("Buckets must be a whole number from 1 to {largest}.", { largest: formatCount(largest) }), field: "buckets" };
  const { memory } = target;
  if (memory !== undefined && !(memory > 0 && memory <= Number.MAX_SAFE_INTEGER))
    return { error: say("Memory must be a positive number of bytes."), field: "memory" };
  const unknown = features.find((name) => !FEATURES.includes(name));
  if (unknown) return { error: unknownFeature(unknown), field: "features" };
  return undefined;
}

/** The one that refuses sooner; any limit is stricter than none. */
function stricter(limits: readonly (InsertLimit | null)[]): InsertLimit | null {
  const real = limits.filter((limit) => limit !== null);
  return real.sort((a, b) => a.min + a.max - b.min - b.max)[0] ?? null;
}

/** Sizes a table. Requests that make no sense come back as `error`. */
export function size(request: SizeRequest): SizeResult {
  const wrong = problem(request);
  if (wrong) return wrong;
  const { target, max } = request;
  const actual = actualBuckets(target, request.buckets ?? defaultBuckets(target) ?? largestDefaultBuckets(target));
  const features = request.features ?? defaultFeatures(target);
  const { bytes, band } = tableMemory({ target, entries: max, buckets: actual, features });
  const insertLimit = stricter(insertLimits(target));
  // Where insertions are refused the first is integrated: not for those who ask for bytes alone.
  const heldOfMax = (): number | null => insertLimit && heldOf(max, actual, insertLimit);
  const usable = insertLimit && usableEntries(actual, insertLimit);
  return {
    target: {
      kernel: target.kernel.text,
      arch: target.arch,
      hz: target.hz ?? null,
      memory: target.memory ?? null,
      cpus: target.cpus ?? null,
      pageSize: target.pageSize ?? null,
    },
    max,
    buckets: { requested: request.buckets ?? null, actual },
    bytes,
    totalBand: band,
    chain: {
      get mean() {
        return meanChain(heldOfMax() ?? max, actual);
      },
      insertLimit,
      get refusedShare() {
        const held = heldOfMax();
        return held === null ? null : (max - held) / max;
      },
      get heldOfMax() {
        return heldOfMax();
      },
      usableEntries: usable,
      reliableEntries: Math.min(max, usable ?? max),
    },
    memoryShare: target.memory === undefined ? null : bytes.total / target.memory,
  };
}
