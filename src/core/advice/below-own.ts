// When a limit or a hash table is smaller than what the kernel makes by itself, and that is worth a word.
import { actualBuckets, defaultMax, possibleDefaultBuckets } from "../kernel/hash-table.ts";
import type { KernelTarget } from "../kernel/target.ts";

/** Machines with no more memory are small routers, whose makers choose small tables with care: our own step. */
const SMALL = 1024 ** 3;

/** The kernel's own limit, where another is lower; undefined where it is not, or nobody knows. */
export function limitAbove(target: KernelTarget, max: number): number | undefined {
  if (target.memory === undefined || target.memory <= SMALL) return undefined;
  const own = defaultMax(target);
  return own !== undefined && max < own ? own : undefined;
}

/** The kernel's own buckets, where a number is below all that they may be. */
export function bucketsAbove(target: KernelTarget, buckets: number): number | undefined {
  if (target.memory !== undefined && target.memory <= SMALL) return undefined;
  const own = possibleDefaultBuckets(target)[0];
  return own !== undefined && actualBuckets(target, buckets) < own ? own : undefined;
}
