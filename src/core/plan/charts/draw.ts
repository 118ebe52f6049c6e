// All drawings of a state and its results, in the order of the page.

import type { ChartModel } from "../../figures/chart-model.ts";
import type { CalculatorResults } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";
import { chainLengths } from "./chain-chart.ts";
import { memoryByMax, memoryParts } from "./memory-charts.ts";
import { fill, occupancy } from "./occupancy-charts.ts";

export function chartsOf(state: CalculatorState, results: CalculatorResults): readonly ChartModel[] {
  return [memoryParts(state, results), memoryByMax(state, results), chainLengths(results), occupancy(results), fill(state, results)];
}
