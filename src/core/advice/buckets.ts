// When a hash table is too small for its limit, and how large it should be. The steps are our own.

import { actualBuckets, insertLimits, largestBuckets } from "../kernel/hash-table.ts";
import { planKeyAt } from "../kernel/plan-key.ts";
import { BUCKETS_PATH } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { meanChain, usableEntries } from "../sizing/chains.ts";

/** Nodes in an average chain of a full table that are too many where the kernel refuses nothing: our own step. */
const LONG_CHAIN = 16;

/**
 * Whether so few buckets are worth a warning: the table cannot be relied on up to its limit, or has long chains. Where the
 * patch level decides between two insert limits and is not known, it must be so with either.
 */
export function tooFewBuckets(target: KernelTarget, max: number, buckets: number): boolean {
  const limits = insertLimits(target);
  const real = limits.filter((limit) => limit !== null);
  if (real.length < limits.length) return meanChain(max, buckets) > LONG_CHAIN;
  return real.every((limit) => usableEntries(buckets, limit) < max);
}

/** One for each entry, as the kernel itself does since 5.15: an average chain of 2 in a full table. In whole pages. */
export function recommendedBuckets(target: KernelTarget, max: number): number {
  return Math.min(actualBuckets(target, max), largestBuckets(target));
}

/** Whether the target's kernel surely lets the buckets be set at run time. */
export function bucketsAreSettable(target: KernelTarget): boolean {
  return planKeyAt(BUCKETS_PATH, target)?.writable === "yes";
}
