// State in, results out. The one function behind the page and the command line.
import { checkState } from "../inputs/check.ts";
import type { CalculatorState } from "../state.ts";
import { crowdedRate, demandOf, fullRate } from "./demand.ts";
import { effectsOf } from "./effects.ts";
import { limitsOf } from "./limits.ts";
import { occupancyResults } from "./occupancy-results.ts";
import { type PlanChoice, planned, stateWith } from "./plans.ts";
import { largestFor, recommend } from "./recommend.ts";
import type { CalculatorResults, RateResults, StateProblem } from "./results.ts";
import { chainResults, memoryResults, sizeOf } from "./table-results.ts";
import { untrackedOf } from "./untracked.ts";
import { verdictOf } from "./verdict.ts";

/** Pure; a state with problems gives them and nothing else. */
export function calculate(state: CalculatorState): CalculatorResults | { readonly problems: readonly StateProblem[] } {
  const problems = checkState(state);
  if (problems.length > 0) return { problems };
  const table = sizeOf(state);
  const buckets = table.buckets.actual;
  const demand = demandOf(state, { buckets });
  const memory = memoryResults(state, table, demand.rate === 0 ? null : demand.peak);
  const chains = chainResults(state, table);
  const rates: RateResults = {
    full: fullRate(demand, chains.reliable) ?? null,
    crowded: crowdedRate(demand, chains.reliable, buckets) ?? null,
    withHeadroom: crowdedRate(demand, chains.reliable * (1 - state.headroom.value), buckets) ?? null,
  };
  const { budget } = state;
  const occupancy = occupancyResults(state, demand, chains);
  return {
    verdict: verdictOf({ state, table, demand, memory, rates, secondsToFull: occupancy.secondsToFull }),
    memory,
    chains,
    occupancy,
    rates,
    largestForBudget: budget.value === null ? null : (largestFor(state, budget.value, chains.insertLimit) ?? null),
    limits: limitsOf({ state, demand, rates, chains, memory }),
    effects: effectsOf(state, demand, buckets),
    recommendation: recommend(state, demand, chains.insertLimit, buckets),
    untracked: untrackedOf(state, demand, buckets),
  };
}

/** The state and its results once a plan is in force. */
export function resultsOf(
  state: CalculatorState,
  results: CalculatorResults,
  choice: PlanChoice,
): { readonly state: CalculatorState; readonly results: CalculatorResults } {
  const then = stateWith(state, planned(state, results.recommendation, choice));
  const answer = calculate(then);
  return "problems" in answer ? { state, results } : { state: then, results: answer };
}
