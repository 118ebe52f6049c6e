// What the counters did between two readings.
import type { CounterId } from "./counters.ts";
import type { Counters, Statistics } from "./read.ts";

/** Counters are unsigned ints of 32 bits and start again at 0. */
const WRAP = 2 ** 32;

export interface CounterChange {
  readonly count: number;
  /** Null where the time between the readings is not known. */
  readonly perSecond: number | null;
}

/**
 * By how much each counter grew, CPU by CPU so that one that wrapped is seen. Undefined where the readings do not fit
 * together: other CPUs, or counters that fell without wrapping, as after a restart or in another namespace.
 */
export function changesBetween(
  before: Statistics,
  after: Statistics,
  seconds: number | undefined,
): Readonly<Partial<Record<CounterId, CounterChange>>> | undefined {
  if (before.cpus.length !== after.cpus.length) return undefined;
  const changes: Partial<Record<CounterId, CounterChange>> = {};
  for (const id of Object.keys(after.total) as CounterId[]) {
    let count = 0;
    for (const [cpu, now] of after.cpus.entries()) {
      const grown = growth(before.cpus[cpu], now, id);
      if (grown === undefined) return undefined;
      count += grown;
    }
    changes[id] = { count, perSecond: seconds !== undefined && seconds > 0 ? count / seconds : null };
  }
  return changes;
}

function growth(before: Counters | undefined, now: Counters, id: CounterId): number | undefined {
  const from = before?.[id] ?? 0;
  const to = now[id] ?? 0;
  if (to >= from) return to - from;
  // From the upper half to the lower: it went past the end. Anything else is another counter.
  return from < WRAP && from >= WRAP / 2 && to < WRAP / 2 ? to + WRAP - from : undefined;
}
