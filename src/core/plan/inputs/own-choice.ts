// Max and buckets as a kernel chooses them by itself.
import { defaultBuckets, defaultMax, largestDefaultBuckets, maxForDefault } from "../../kernel/hash-table.ts";
import type { KernelTarget } from "../../kernel/target.ts";

export interface OwnChoice {
  readonly max: number;
  readonly buckets: number;
  /** The memory is not known: what the kernel chooses on a machine with plenty is taken for granted. */
  readonly taken: boolean;
}

/** What the target chooses by itself. */
export function ownChoice(target: KernelTarget): OwnChoice {
  const buckets = defaultBuckets(target) ?? largestDefaultBuckets(target);
  return { max: defaultMax(target) ?? maxForDefault(target, buckets), buckets, taken: target.memory === undefined };
}
