// State in, results out. The one function behind the page and the command line.
import { FILL_ERROR, FILL_WARNING } from "../../advice/fill.ts";
import type { Size } from "../../sizing/size.ts";
import { isCutShort, reliableUpTo } from "../../sizing/table-words.ts";
import { formatBytes, formatShare } from "../../units/units.ts";
import { checkState } from "../inputs/check.ts";
import type { CalculatorState } from "../state.ts";
import { crowdedRate, demandOf, fullRate } from "./demand.ts";
import { effectsOf } from "./effects.ts";
import { limitsOf } from "./limits.ts";
import { occupancyResults } from "./occupancy-results.ts";
import { largestFor, recommend } from "./recommend.ts";
import type { CalculatorResults, MemoryResults, RateResults, StateProblem } from "./results.ts";
import { chainResults, memoryResults, sizeOf } from "./table-results.ts";
import { untrackedOf } from "./untracked.ts";
import { entriesWords, rateWords } from "./words.ts";

/** Where alerts are usually set: shares of max. */
export const ALERT_SHARES: readonly number[] = [0.75, FILL_WARNING, FILL_ERROR];

/** Pure; a state with problems gives them and nothing else. */
export function calculate(state: CalculatorState): CalculatorResults | { readonly problems: readonly StateProblem[] } {
  const problems = checkState(state);
  if (problems.length > 0) return { problems };
  const table = sizeOf(state);
  const buckets = table.buckets.actual;
  const max = state.max.value;
  const demand = demandOf(state, { buckets });
  const memory = memoryResults(state, table, demand.rate === 0 ? null : demand.peak);
  const chains = chainResults(state, table);
  const rates: RateResults = {
    full: fullRate(demand, chains.reliable) ?? null,
    crowded: crowdedRate(demand, chains.reliable, buckets) ?? null,
    withHeadroom: crowdedRate(demand, chains.reliable * (1 - state.headroom.value), buckets) ?? null,
  };
  const { budget } = state;
  return {
    headline: headline(state, table, memory, rates),
    memory,
    chains,
    occupancy: occupancyResults(state, demand, chains),
    rates,
    largestForBudget: budget.value === null ? null : (largestFor(state, budget.value, chains.insertLimit) ?? null),
    alerts: ALERT_SHARES.map((share) => ({ share, entries: Math.floor(max * share) })),
    limits: limitsOf({ state, demand, rates, chains, memory }),
    effects: effectsOf(state, demand, buckets),
    recommendation: recommend(state, demand, chains.insertLimit, buckets),
    untracked: untrackedOf(state, demand, buckets),
  };
}

function headline(state: CalculatorState, table: Size, memory: MemoryResults, rates: RateResults): string {
  const { target, namespaces } = state;
  const share =
    target.memory === undefined || memory.share === null ? "" : ` (${formatShare(memory.share)} of ${formatBytes(target.memory)})`;
  const where = namespaces.value > 1 ? ` in each of ${namespaces.value} namespaces` : "";
  const cost = `${entriesWords(state.max.value)}${where} cost ${formatBytes(memory.allNamespaces)} of kernel memory${share}`;
  const parts = [cost, ...(isCutShort(table) ? [reliableUpTo(table)] : [])];
  return [...parts, ...(rates.full === null ? [] : [`full at ${rateWords(rates.full, state)}`])].join("; ");
}
