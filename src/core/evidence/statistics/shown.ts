// Which counters are worth a look, and what is said of each: those that lose something, and whatever else grows.
import { COUNTERS, type CounterId } from "./counters.ts";
import type { CounterChange } from "./rates.ts";
import type { Statistics } from "./read.ts";

export interface ShownCounter {
  readonly id: CounterId;
  /** Since the namespace was made. */
  readonly total: number;
  /** Null where there is one reading, or no time between two. */
  readonly perSecond: number | null;
  /** What it means and what to do; empty where it is 0. */
  readonly note: string;
}

/** `changes` between two readings, where there are two. */
export function shownCounters(
  { total }: Statistics,
  changes: Readonly<Partial<Record<CounterId, CounterChange>>> | undefined,
): readonly ShownCounter[] {
  return COUNTERS.flatMap(({ id, meaning, advice, weight }): readonly ShownCounter[] => {
    const count = total[id];
    const grew = (changes?.[id]?.count ?? 0) > 0;
    if (count === undefined || !(weight === "loss" || grew)) return [];
    const note = count > 0 ? [meaning, ...(advice !== undefined && (weight === "loss" || grew) ? [advice] : [])].join(" ") : "";
    return [{ id, total: count, perSecond: changes?.[id]?.perSecond ?? null, note }];
  });
}
