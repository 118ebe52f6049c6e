// All drawings of a state and its results, in the order of the page.
import { chainLengths } from "./chain-chart.ts";
import type { ChartModel } from "./charts.ts";
import { memoryByMax, memoryParts } from "./memory-charts.ts";
import { fill, occupancy } from "./occupancy-charts.ts";
import type { CalculatorResults } from "./results.ts";
import type { CalculatorState } from "./state.ts";

export function chartsOf(state: CalculatorState, results: CalculatorResults): readonly ChartModel[] {
  return [memoryParts(state, results), memoryByMax(state, results), chainLengths(results), occupancy(results), fill(state, results)];
}
