// Whether a course of peaks grows, and how long until it meets shares of a limit.
import type { Peak } from "./peak-code.ts";
import { type Span, windowEnd } from "./span.ts";
import { type Point, trendOf } from "./trend.ts";

/** Shares of the limit that are asked about everywhere: days until, alerts, drawings. */
export const FILL_STEPS = [0.75, 0.9, 1] as const;

export interface DaysUntil {
  readonly share: number;
  /** From the end of the range on; 0 where the trend is there already, null: not within sight, or not at all. */
  readonly days: number | null;
  /** Between these with 95 %; null: never. */
  readonly soonest: number | null;
  readonly latest: number | null;
}

export interface Growth {
  /** "young": too few days to say. "flat": no trend that stands out of the noise, or one that does not matter. */
  readonly kind: "young" | "flat" | "growing" | "shrinking";
  /** Days with a value. */
  readonly days: number;
  /** Entries a day, with its interval of 95 %; null where it is too early to say. */
  readonly perDay: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Where the line of the daily peaks is at the end of the range. */
  readonly level: number | null;
  /** One for each of FILL_STEPS while it grows and the limit is known; else empty. */
  readonly until: readonly DaysUntil[];
}

const DAY = 86400;
const WEEK = 7;
/** Days with values below which nothing is said. */
const LEAST_DAYS = 7;
/** Weeks from which on only equal days of the week are compared. */
const WEEKS_FOR_SEASON = 3;
/** Standard deviations: of a thousand hosts without a trend, one is taken to have one. */
const CERTAIN = 3.29;
/** Of the level, that the range must have brought for a trend to matter. */
const MATTERS = 0.05;
/** Days beyond which nobody can say. */
const IN_SIGHT = 3 * 365;

/** Of one peak a window, by time; windows shorter than a day are put together. */
export function growthOf(peaks: readonly (Peak | undefined)[], span: Span, limit: number | undefined): Growth {
  const points = dailyPeaks(peaks, span);
  const days = points.length;
  const young: Growth = { kind: "young", days, perDay: null, level: null, until: [] };
  if (days < LEAST_DAYS) return young;
  const length = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0) + 1;
  const trend = trendOf(points, length >= WEEKS_FOR_SEASON * WEEK ? WEEK : undefined);
  if (!trend) return young;
  const end = Math.ceil(span.range / DAY) - 1;
  const level = Math.max(0, trend.at + trend.slope * end);
  const perDay = { value: trend.slope, low: trend.low, high: trend.high };
  const matters = Math.abs(trend.slope) * length >= MATTERS * Math.max(level, 1);
  if (Math.abs(trend.z) < CERTAIN || !matters) return { kind: "flat", days, perDay, level, until: [] };
  if (trend.slope < 0) return { kind: "shrinking", days, perDay, level, until: [] };
  const until = limit === undefined || limit <= 0 ? [] : FILL_STEPS.map((share) => daysUntil(share, share * limit - level, perDay));
  return { kind: "growing", days, perDay, level, until };
}

function daysUntil(share: number, gap: number, { value, low, high }: NonNullable<Growth["perDay"]>): DaysUntil {
  const at = (slope: number): number | null => (gap <= 0 ? 0 : slope > 0 && gap / slope <= IN_SIGHT ? gap / slope : null);
  return { share, days: at(value), soonest: at(high), latest: at(low) };
}

/** x counts days from the beginning of the range. */
function dailyPeaks(peaks: readonly (Peak | undefined)[], span: Span): readonly Point[] {
  const begin = span.end - span.range;
  const byDay = new Map<number, number>();
  for (const [window, peak] of peaks.entries()) {
    if (!peak) continue;
    const day = Math.ceil((windowEnd(span, window) - begin) / DAY) - 1;
    byDay.set(day, Math.max(byDay.get(day) ?? 0, peak.entries));
  }
  return [...byDay].map(([x, y]) => ({ x, y }));
}
