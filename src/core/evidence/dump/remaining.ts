// The remaining times of the entries in a state, as a few numbers and bars.
import { countBelow, quantile } from "./histogram.ts";
import type { Range } from "./tally.ts";

/** Whole seconds; from 1,024 on the median is rounded down by less than 0.4 %. */
export interface Remaining {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Bars of equal width from 0 on: entries with at least `from` and less than `to` seconds left. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly entries: number }[];
}

const MOST_BARS = 12;
/** Seconds that a bar may be wide: people think in these. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** Undefined where no entry shows a remaining time. `bins` are those of histogram.ts. */
export function remainingOf(bins: ArrayLike<number>, { least, most }: Range): Remaining | undefined {
  const middle = quantile(bins, 0.5);
  if (middle === undefined) return undefined;
  // Of a single entry, and of entries in one bin, the bounds say more.
  const median = Math.max(least, middle);
  const width = WIDTHS.find((seconds) => seconds * MOST_BARS > most) ?? 2 ** Math.ceil(Math.log2((most + 1) / MOST_BARS));
  const edges = Array.from({ length: Math.floor(most / width) + 2 }, (_, index) => Math.round(countBelow(bins, index * width)));
  const bars = edges.slice(1).map((edge, index) => ({ from: index * width, to: (index + 1) * width, entries: edge - (edges[index] ?? 0) }));
  return { least, median, most, bars };
}
