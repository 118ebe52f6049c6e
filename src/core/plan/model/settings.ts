// What a plan comes to as settings: one list for the file, the copy and every export.
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { TIMEOUT_KEYS } from "../../sizing/workload.ts";
import { canWrite, timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import { hasOwnPlan, type PlanChoice, planned, sameBuckets, tableNow } from "./plans.ts";
import type { CalculatorResults } from "./results.ts";

export interface Setting {
  /** Path below /proc/sys. */
  readonly path: string;
  readonly value: number;
}

/**
 * Max and buckets are written where they change, where the file has them already, and where traffic is known or they were
 * typed: a value that is only assumed is never pinned. A value that another file of the tree sets stays there. Only keys
 * that the target writes.
 */
export function settingsToWrite(
  state: CalculatorState,
  { recommendation, occupancy }: CalculatorResults,
  choice: PlanChoice = "recommended",
): readonly Setting[] {
  const now = tableNow(state);
  const { max, buckets, timeouts } = planned(state, recommendation, choice);
  const meant = occupancy.rate > 0 || hasOwnPlan(state);
  const settings: Setting[] = [];
  const add = (
    path: string,
    value: number,
    changes: boolean,
    { inFile, place }: { readonly inFile?: number; readonly place?: string },
  ): void => {
    if (changes || (place === undefined && (inFile !== undefined || meant))) settings.push({ path, value });
  };
  add(MAX_PATH, max, max !== now.max, state.max);
  add(BUCKETS_PATH, buckets, !sameBuckets(state, buckets, now.buckets), state.buckets);
  for (const key of TIMEOUT_KEYS) {
    const value = timeouts[key];
    if (value !== undefined) settings.push({ path: timeoutPath(key), value });
  }
  return settings.filter(({ path }) => canWrite(path, state.target));
}

/** Those that a file does not say yet. */
export function changesOf(state: CalculatorState, settings: readonly Setting[]): readonly Setting[] {
  return settings.filter(({ path, value }) => {
    if (path === MAX_PATH) return state.max.inFile !== value;
    if (path === BUCKETS_PATH) return state.buckets.inFile === undefined || !sameBuckets(state, state.buckets.inFile, value);
    return true;
  });
}

/** The number of buckets for the time the module is loaded. */
export function bucketsToWrite(state: CalculatorState, { recommendation }: CalculatorResults, choice: PlanChoice = "recommended"): number {
  return planned(state, recommendation, choice).buckets;
}
