// The answer in one sentence: whether the table does what it is for, with the one figure that decides it.

import type { Size } from "../../sizing/size.ts";
import { isCutShort } from "../../sizing/table-words.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { CalculatorState } from "../state.ts";
import type { Demand } from "./demand.ts";
import type { MemoryResults, RateResults, Verdict } from "./results.ts";
import { entriesWords, rateWords } from "./words.ts";

export interface VerdictFacts {
  readonly state: CalculatorState;
  readonly table: Size;
  readonly demand: Demand;
  readonly memory: MemoryResults;
  readonly rates: RateResults;
  readonly secondsToFull: number | null;
}

/** From this share of the memory on, a full table is worth a warning: kernel memory cannot be swapped out. */
const MUCH_MEMORY = 0.5;

export function verdictOf(facts: VerdictFacts): Verdict {
  return losing(facts) ?? tooLarge(facts) ?? tight(facts) ?? fine(facts);
}

function losing({ state, table, demand, secondsToFull }: VerdictFacts): Verdict | undefined {
  const { peak, rate, factor } = demand;
  const { reliableEntries } = table.chain;
  const max = state.max.value;
  if (isCutShort(table)) {
    const from = `New connections are refused from ${entriesWords(reliableEntries)} on (${formatShare(reliableEntries / max)} of the limit)`;
    if (rate === 0) return { level: "loss", text: from };
    return peak > reliableEntries
      ? { level: "loss", text: `${from}, and the peak needs ${formatCount(peak)}` }
      : { level: "warning", text: `${from}; the peak of ${formatCount(peak)} stays below` };
  }
  if (peak <= max) return undefined;
  const when = secondsToFull === null ? "" : `, full after ${formatDuration(secondsToFull)} at ${rateWords(rate * factor, state)}`;
  return {
    level: "loss",
    text: `The table is too small: the peak needs ${entriesWords(peak)}, and the limit is ${formatCount(max)}${when}`,
  };
}

function tooLarge({ state, memory }: VerdictFacts): Verdict | undefined {
  const { target, budget, namespaces } = state;
  const full = `${namespaces.value > 1 ? `${formatCount(namespaces.value)} full tables take` : "A full table takes"} ${formatBytes(memory.allNamespaces)}`;
  if (budget.value !== null && (memory.budgetShare ?? 0) > 1)
    return { level: "loss", text: `${full}, more than the budget of ${formatBytes(budget.value)}` };
  if (target.memory === undefined || (memory.share ?? 0) <= MUCH_MEMORY) return undefined;
  const level = (memory.share ?? 0) > 1 ? "loss" : "warning";
  return { level, text: `${full}, ${formatShare(memory.share ?? 0)} of the machine's ${formatBytes(target.memory)}` };
}

function tight({ state, demand }: VerdictFacts): Verdict | undefined {
  const { headroom, max } = state;
  const used = demand.peak / max.value;
  if (used <= 1 - headroom.value) return undefined;
  return {
    level: "warning",
    text: `The peak of ${entriesWords(demand.peak)} takes ${formatShare(used)} of the limit; ${formatShare(headroom.value)} should stay free`,
  };
}

function fine({ state, demand, rates }: VerdictFacts): Verdict {
  const max = state.max.value;
  if (demand.rate === 0) return { level: "fine", text: `Reliable up to ${entriesWords(max)}, the limit` };
  const full = rates.full === null ? "" : `; full at ${rateWords(rates.full, state)}`;
  return { level: "fine", text: `The peak of ${entriesWords(demand.peak)} takes ${formatShare(demand.peak / max)} of the limit${full}` };
}
