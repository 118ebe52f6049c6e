// The time that is asked about: a whole number of windows up to an end, each looked at in steps. Knows no clock.

import { formatCount, formatDuration } from "../units/units.ts";
import { say } from "../words/say.ts";

/** All in seconds; `end` since 1970. */
export interface Span {
  readonly end: number;
  readonly range: number;
  /** What one value of a course stands for: a day where the range is days. */
  readonly window: number;
  /** How exactly the time of a peak is told. */
  readonly step: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** Steps by the range up to which they are taken: some ten thousand of them at most. */
const STEPS: readonly (readonly [range: number, step: number])[] = [
  [2 * HOUR, 15],
  [DAY, MINUTE],
  [7 * DAY, 2 * MINUTE],
  [45 * DAY, 5 * MINUTE],
  [130 * DAY, 15 * MINUTE],
];
const WINDOWS: readonly number[] = [DAY, HOUR, 5 * MINUTE];
const SHORTEST = 10 * MINUTE;
const LONGEST = 731 * DAY;

/** Steps of a range that a peak and its time still fit into one number with (peak-code.ts). */
export const MOST_STEPS = 65_536;

/** The range is rounded up to whole windows, the end down to a whole step. */
export function spanOf(end: number, range: number, step?: number): Span | { readonly error: string } {
  if (!(range >= SHORTEST && range <= LONGEST))
    return {
      error: say("a range must be from {shortest} to {longest}, such as 30d", {
        shortest: formatDuration(SHORTEST),
        longest: formatDuration(LONGEST),
      }),
    };
  const window = WINDOWS.find((one) => range >= 2 * one) ?? 5 * MINUTE;
  const whole = Math.ceil(range / window) * window;
  const each = step ?? STEPS.find(([most]) => range <= most)?.[1] ?? HOUR;
  if (!Number.isInteger(each) || each < 1 || window % each !== 0)
    return {
      error: say("a step divides {window}, the part of the range covered by one value, such as {step}", {
        window: formatDuration(window),
        step: stepFor(window),
      }),
    };
  if (whole / each >= MOST_STEPS)
    return { error: say("more than {steps} steps in the range; use a longer step", { steps: formatCount(MOST_STEPS) }) };
  return { end: Math.floor(end / each) * each, range: whole, window, step: each };
}

function stepFor(window: number): string {
  return window === DAY ? "5m" : window === HOUR ? "1m" : "15s";
}

export function windowsOf({ range, window }: Span): number {
  return Math.round(range / window);
}

/** The end of a window; the first one is 0. */
export function windowEnd({ end, range, window }: Span, index: number): number {
  return end - range + (index + 1) * window;
}

/** The window that a time belongs to, its end included, and of the first its beginning too; undefined outside of the span. */
export function windowAt(span: Span, time: number): number | undefined {
  const since = time - (span.end - span.range);
  return since >= 0 && since <= span.range ? Math.max(0, Math.ceil(since / span.window) - 1) : undefined;
}

/** As PromQL writes it: "30d", "5m", "90s". */
export function promDuration(seconds: number): string {
  for (const [unit, size] of [
    ["d", DAY],
    ["h", HOUR],
    ["m", MINUTE],
  ] as const)
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  return `${seconds}s`;
}
