// Hosts that are unlike the others of their pool: by the distance from the median in median distances (Iglewicz and Hoaglin
// 1993), and by a factor that matters.
import { medianOf } from "./trend.ts";

/** Median distances, scaled to standard deviations, from which on a value counts as apart. */
const APART = 3.5;
const SCALE = 1.4826;
/** Times the median, or a part of it, that a value is apart at least. */
const FACTOR = 1.5;
/** Values below which none can be told from the others. */
const LEAST = 5;

export type Side = "high" | "low";

/** For each value its side; null for those that are like the others. */
export function outliersOf(values: readonly number[]): readonly (Side | null)[] {
  if (values.length < LEAST) return values.map(() => null);
  const median = medianOf([...values].sort((a, b) => a - b));
  const spread = SCALE * medianOf(values.map((value) => Math.abs(value - median)).sort((a, b) => a - b));
  return values.map((value) => {
    if (Math.abs(value - median) <= APART * spread) return null;
    if (value > median * FACTOR) return "high";
    return value < median / FACTOR ? "low" : null;
  });
}
