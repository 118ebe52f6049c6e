// What another value of one timeout would save at the peak, and what it risks.
import { type Recommended, recommendedFor } from "../../advice/recommended.ts";
import type { Timeouts } from "../../sizing/workload.ts";
import { canWrite, timeoutPath } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import { type Demand, demandOf, timeoutsOf } from "./demand.ts";
import type { Effect } from "./results.ts";
import { bytesFor } from "./table-results.ts";

/** Shorter timeouts that the target lets be written, the milder first where there are two. */
export function savingsFor({ target }: CalculatorState): readonly Recommended[] {
  return recommendedFor("save").filter(({ key }) => canWrite(timeoutPath(key), target));
}

/** Most saved first; changes that save nothing are left out. */
export function effectsOf(state: CalculatorState, demand: Demand, buckets: number): readonly Effect[] {
  const before = timeoutsOf(state);
  const effects: Effect[] = [];
  for (const { key, seconds: to, risk = "" } of savingsFor(state)) {
    if (before[key] <= to) continue;
    const peak = peakWith(state, demand, buckets, { ...before, [key]: to });
    const entriesSaved = Math.round(demand.peak - peak);
    if (entriesSaved < 1) continue;
    const bytesSaved = bytesFor(state, demand.peak, buckets) - bytesFor(state, peak, buckets);
    effects.push({ key, from: before[key], to, entriesSaved, bytesSaved, risk });
  }
  return effects.sort((a, b) => b.entriesSaved - a.entriesSaved);
}

/** The collector keeps its pace: what is compared is the timeout. */
function peakWith(state: CalculatorState, demand: Demand, buckets: number, timeouts: Timeouts): number {
  return demandOf(state, { buckets, timeouts, pace: demand }).peak;
}
