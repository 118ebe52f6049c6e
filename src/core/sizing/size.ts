// What a table costs and whether its hash table keeps up: the answer of `size`, from max, buckets and a target.

import { MEASURED_ON } from "../kernel/asked-kernels.ts";
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
import { releaseName } from "../kernel/version.ts";
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

/** The JSON of `size` but for its version. Bytes are whole, shares are of 1. */
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
  readonly basis: readonly string[];
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

function limitLines(target: KernelTarget, limits: readonly (InsertLimit | null)[], taken: InsertLimit | null): string[] {
  const name = (limit: InsertLimit | null) => (limit === null ? "none" : `${limit.min} to ${limit.max}`);
  const lines: string[] = [];
  if (limits.length > 1)
    lines.push(`inferred: the patch level decides between insert limits ${limits.map(name).join(" and ")}; ${name(taken)} is assumed`);
  if (target.kernel.backporting)
    lines.push(say("assumed: no relevant backports, although a vendor kernel may have limits and defaults of later releases"));
  const { kernels, from, to } = MEASURED_ON.smallTables;
  if (taken !== null)
    lines.push(
      say("inferred: refused and held entries by a model of even hashing that matches the counts of {kernels} kernels, {from} to {to}", {
        kernels,
        from,
        to,
      }),
    );
  return lines;
}

/** Sizes a table. Requests that make no sense come back as `error`. */
export function size(request: SizeRequest): SizeResult {
  const wrong = problem(request);
  if (wrong) return wrong;
  const { target, max } = request;
  const kernel = releaseName(target.kernel);
  const choices: string[] = [];

  let wanted = request.buckets;
  if (wanted === undefined) {
    wanted = defaultBuckets(target);
    choices.push(
      wanted === undefined
        ? say("assumed: buckets and memory unknown: the largest default of {kernel}", { kernel })
        : say("assumed: buckets not given: the default of {kernel} for this memory", { kernel }),
    );
    wanted ??= largestDefaultBuckets(target);
  }
  if (request.features === undefined) choices.push(say("assumed: features not given: the defaults of {kernel}", { kernel }));

  const actual = actualBuckets(target, wanted);
  const features = request.features ?? defaultFeatures(target);
  const { bytes, band, basis } = tableMemory({ target, entries: max, buckets: actual, features });
  const limits = insertLimits(target);
  const insertLimit = stricter(limits);
  const heldOfMax = insertLimit && heldOf(max, actual, insertLimit);
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
      mean: meanChain(heldOfMax ?? max, actual),
      insertLimit,
      refusedShare: heldOfMax === null ? null : (max - heldOfMax) / max,
      heldOfMax,
      usableEntries: usable,
      reliableEntries: Math.min(max, usable ?? max),
    },
    memoryShare: target.memory === undefined ? null : bytes.total / target.memory,
    basis: [...basis, ...choices, ...limitLines(target, limits, insertLimit)],
  };
}
