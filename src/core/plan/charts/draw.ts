// All drawings of a state and its results, in the order of the page.

import type { ChartModel } from "../../figures/chart-model.ts";
import type { CalculatorResults } from "../model/results.ts";
import type { CalculatorState } from "../state.ts";
import { chainGauge, chainLengths } from "./chain-charts.ts";
import { memoryParts } from "./memory-chart.ts";
import { fill, occupancy } from "./occupancy-charts.ts";

export function chartsOf(state: CalculatorState, results: CalculatorResults): readonly ChartModel[] {
  return [occupancy(state, results), chainGauge(results), chainLengths(results), fill(state, results), memoryParts(state, results)];
}
