// The plans to choose from: the values in force now, the ones we recommend, and the ones somebody typed.
import { actualBuckets } from "../../kernel/hash-table.ts";
import { defaultTimeoutAt } from "../../kernel/plan-key.ts";
import { TIMEOUT_KEYS, type TimeoutKey } from "../../sizing/workload.ts";
import { ownChoice } from "../inputs/own-choice.ts";
import type { Sourced } from "../inputs/sourced.ts";
import { timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import type { Recommendation } from "./results.ts";

/** Which plan is written: ours, or the max and buckets that were typed. Timeouts that were typed are part of both. */
export type PlanChoice = "recommended" | "mine";

export interface PlannedTable {
  readonly max: number;
  readonly buckets: number;
  /** Seconds; only those that differ from now. */
  readonly timeouts: Readonly<Partial<Record<TimeoutKey, number>>>;
}

/** The values in force: of the file where it says something, of the kernel otherwise. A max below 1 sets no limit. */
export function tableNow(state: CalculatorState): PlannedTable {
  const own = ownChoice(state.target);
  return { max: now(state.max, own.max), buckets: now(state.buckets, own.buckets), timeouts: {} };
}

/** Whether any of it is known to be in force; otherwise it is what the kernel chooses by itself. */
export function isKnownNow({ max, buckets }: CalculatorState): boolean {
  return max.inFile !== undefined || buckets.inFile !== undefined;
}

export function timeoutNow(state: CalculatorState, key: TimeoutKey): number {
  return now(state.timeouts[key], defaultTimeoutAt(timeoutPath(key), state.target));
}

/** Whether there is a plan of one's own beside the recommended one. */
export function hasOwnPlan({ max, buckets }: CalculatorState): boolean {
  return max.origin === "typed" || buckets.origin === "typed";
}

export function planned(state: CalculatorState, recommendation: Recommendation, choice: PlanChoice): PlannedTable {
  const timeouts: Partial<Record<TimeoutKey, number>> = {};
  for (const key of TIMEOUT_KEYS) {
    const seconds = (choice === "recommended" ? recommendation.timeouts[key] : undefined) ?? typedSeconds(state.timeouts[key]);
    if (seconds !== undefined && seconds !== timeoutNow(state, key)) timeouts[key] = seconds;
  }
  if (choice === "recommended") return { max: recommendation.max, buckets: recommendation.buckets, timeouts };
  return { max: state.max.value, buckets: state.buckets.value, timeouts };
}

/** The state as it is once a plan is in force. */
export function stateWith(state: CalculatorState, { max, buckets, timeouts }: PlannedTable): CalculatorState {
  const changed = Object.entries(timeouts).map(([key, value]) => [key, { value, origin: "typed" }]);
  return {
    ...state,
    max: { value: max, origin: "typed" },
    buckets: { value: buckets, origin: "typed" },
    timeouts: { ...state.timeouts, ...Object.fromEntries(changed) },
  };
}

/** How much a plan lowers the limit, as a share of it; null where it does not. */
export function reductionOf(before: number, after: number): number | null {
  return before >= 1 && after < before ? (before - after) / before : null;
}

/** Whether two numbers of buckets are one to the kernel. */
export function sameBuckets({ target }: CalculatorState, one: number, other: number): boolean {
  return actualBuckets(target, one) === actualBuckets(target, other);
}

function now(value: Sourced<number>, own: number): number {
  if (value.inFile !== undefined) return value.inFile;
  return value.origin === "typed" ? own : value.value;
}

function typedSeconds({ value, origin }: Sourced<number>): number | undefined {
  return origin === "typed" ? Math.round(value) : undefined;
}
