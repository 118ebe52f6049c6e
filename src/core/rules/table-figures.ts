// The size of the table that a file configures: what it sets, and what the kernel adds where it does not.
import { defaultMax, largestDefaultBuckets, possibleDefaultBuckets } from "../kernel/hash-table.ts";
import type { Context, KeySetting } from "./context.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";

export interface Figure {
  readonly value: number;
  /** The line that decides it; undefined for a default of the kernel. */
  readonly setting: KeySetting | undefined;
}

/** The limit in force after the file is applied; undefined where neither the file nor the target's memory tells. */
export function maxOf({ replay, target, unsettled }: Context): Figure | undefined {
  if (unsettled(MAX) || unsettled("net/nf_conntrack_max")) return undefined;
  const set = replay.effective.get(MAX);
  if (set) return set.value > 0n ? { value: Number(set.value), setting: set.setting } : undefined;
  const value = defaultMax(target);
  return value === undefined ? undefined : { value, setting: undefined };
}

export interface BucketFigure extends Figure {
  /** The memory is not known, and this is the largest table that the kernel makes by itself. */
  readonly atMost: boolean;
}

/** The hash table in force after the file is applied: set, or the default, or the largest default there is; undefined where it is left open. */
export function bucketsOf({ replay, target, unsettled }: Context): BucketFigure | undefined {
  if (unsettled(BUCKETS)) return undefined;
  const set = replay.effective.get(BUCKETS);
  if (set) return { value: Number(set.value), setting: set.setting, atMost: false };
  return { value: largestDefaultBuckets(target), setting: undefined, atMost: possibleDefaultBuckets(target).length > 1 };
}
