// How expired entries leave the table, by kernel version: until then they count against nf_conntrack_max.
// Facts only, read in gc_worker of net/netfilter/nf_conntrack_core.c; how many that makes is not here.
import type { KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";

export type Collector =
  /** Each entry has a timer of its own and goes when it expires. */
  | { readonly kind: "timers" }
  /** A part of the table at a time; a whole round takes `seconds` at most. */
  | { readonly kind: "rounds"; readonly seconds: number }
  /**
   * A whole round, then a pause of the mean time that entries have left, 1 to 60 s. `mean` of all entries, with a start
   * that counts as `bias` entries of 60 s; or running, where the last few entries met outweigh all others (bias 0).
   */
  | { readonly kind: "adaptive"; readonly bias: number };

const TIMERS: Collector = { kind: "timers" };
/** GC_MAX_SCAN_JIFFIES: 16 s for all buckets, 1/128 of them a run. Faster while over half of what is met has expired. */
const SLICES: Collector = { kind: "rounds", seconds: 16 };
/** GC_SCAN_INTERVAL of 5.10.223. */
const EVERY_TWO_MINUTES: Collector = { kind: "rounds", seconds: 120 };
/** 5.15.41, 5.18.0 and 5.19.0 halve the old and the new value at each entry. */
const RECENT_MEAN: Collector = { kind: "adaptive", bias: 0 };
/** 6.2.1 and later, GC_SCAN_INITIAL_COUNT. */
const MEAN: Collector = { kind: "adaptive", bias: 100 };

/**
 * Trees seen: 4.8.15; 4.9.337, 4.14.67, 4.19.72, 5.4.124; 5.10.223; 5.15.41, 5.18.0, 5.19.0; 6.2.1, 6.6.152, 6.14.0, 6.18.2,
 * 7.0.0, 7.1.5. One tree of a branch is not the branch: the rounds of 120 s (commit 4608fdfc07e1) were taken into 5.4.y in
 * 2021 and stand in a vendor's 5.4.225; the adaptive ones (2cfadb761d3d) came to 5.15.y and 5.16.y after their releases.
 */
export const COLLECTOR: Timeline<Collector> = {
  first: TIMERS,
  changes: [
    { after: "4.8", by: "4.9", to: SLICES },
    { after: "5.4", by: "5.15", to: EVERY_TWO_MINUTES },
    { after: "5.15.0", by: "5.18", to: RECENT_MEAN },
    { after: "5.19", by: "6.2", to: MEAN },
  ],
  backports: [
    { branch: "5.4", after: 124, by: 225, to: EVERY_TWO_MINUTES },
    { branch: "5.10", after: -1, by: 223, to: EVERY_TWO_MINUTES },
    { branch: "5.15", after: 0, by: 41, to: RECENT_MEAN },
  ],
};

/** Bounds of an adaptive pause and of what an entry counts as, in seconds (GC_SCAN_INTERVAL_MIN, _MAX, _CLAMP). */
export const SHORTEST_PAUSE = 1;
export const LONGEST_PAUSE = 60;
export const LONGEST_REMAINING = 300;

/** Entries an adaptive collector takes out a second at most: GC_SCAN_EXPIRED_MAX (64000 / HZ) each tick. */
export const COLLECTED_PER_SECOND = 64_000;

/** Every way that the target may collect; one where the trees decide. */
export function collectorsOf(target: KernelTarget): readonly Collector[] {
  return possibleAt(COLLECTOR, target.kernel);
}
