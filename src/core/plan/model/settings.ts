// What is to be written: the values that were typed, and the recommendation for all others. One list for every export.
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { TIMEOUT_KEYS } from "../../sizing/workload.ts";
import { canWrite, timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import type { CalculatorResults } from "./results.ts";

export interface Setting {
  /** Path below /proc/sys. */
  readonly path: string;
  readonly value: number;
}

/** Typed values as they are; max, buckets and timeouts that nobody typed as recommended. Only keys the target writes. */
export function settingsToWrite(state: CalculatorState, { recommendation }: CalculatorResults): readonly Setting[] {
  const { max, timeouts, target } = state;
  const settings: Setting[] = [
    { path: MAX_PATH, value: max.origin === "typed" ? max.value : recommendation.max },
    { path: BUCKETS_PATH, value: bucketsToWrite(state, recommendation) },
  ];
  for (const key of TIMEOUT_KEYS) {
    const sourced = timeouts[key];
    const value = sourced.origin === "typed" ? sourced.value : recommendation.timeouts[key];
    if (value !== undefined) settings.push({ path: timeoutPath(key), value: Math.round(value) });
  }
  return settings.filter(({ path }) => canWrite(path, target));
}

export function bucketsToWrite({ buckets }: CalculatorState, recommendation: CalculatorResults["recommendation"]): number {
  return buckets.origin === "typed" ? buckets.value : recommendation.buckets;
}
