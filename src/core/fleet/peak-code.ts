// A peak and the step in which it was, as one number: a store answers with both at once, for each host and window.
import { MOST_STEPS, promDuration, type Span } from "./span.ts";

export interface Peak {
  readonly entries: number;
  /** Seconds since 1970: the end of the step in which it was. */
  readonly at: number;
}

/**
 * PromQL for the highest value of a window, times 65,536, plus the steps from there to the end of the span: of equal
 * peaks the first. A limit is below 2^31, so the number is whole up to the last digit.
 */
export function peakExpression(selector: string, { end, window, step }: Span): string {
  const each = promDuration(step);
  return `max_over_time((max_over_time(${selector}[${each}]) * ${MOST_STEPS} + (${end} - time()) / ${step})[${promDuration(window)}:${each}])`;
}

/** Undefined for what is no such number. */
export function decodePeak(code: number, { end, step }: Span): Peak | undefined {
  if (!Number.isFinite(code) || code < 0) return undefined;
  const entries = Math.floor(code / MOST_STEPS);
  return { entries, at: end - Math.round(code - entries * MOST_STEPS) * step };
}
