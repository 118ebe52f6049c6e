// The answer in one sentence: whether the table does what it is for, with the one figure that decides it.

import type { Size } from "../../sizing/size.ts";
import { isCutShort } from "../../sizing/table-words.ts";
import { formatBytes, formatCount, formatDuration, formatRate, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import type { Demand } from "./demand.ts";
import type { MemoryResults, RateResults, Verdict } from "./results.ts";
import { isOne } from "./words.ts";

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
    const from = { entries: formatCount(reliableEntries), share: formatShare(reliableEntries / max) };
    if (rate === 0)
      return {
        level: "loss",
        text: say(
          "Some new connections are dropped from {entries} entries on ({share} of the limit), because the hash table is too small",
          from,
        ),
      };
    const values = { ...from, peak: formatCount(peak) };
    return peak > reliableEntries
      ? {
          level: "loss",
          text: say(
            "Some new connections are dropped from {entries} entries on ({share} of the limit), because the hash table is too small; the peak needs {peak}",
            values,
          ),
        }
      : {
          level: "warning",
          text: say(
            "Some new connections are dropped from {entries} entries on ({share} of the limit), because the hash table is too small; the peak of {peak} stays below",
            values,
          ),
        };
  }
  if (peak <= max) return undefined;
  const needs = { peak: formatCount(peak), max: formatCount(max) };
  // What nobody gave is not the limit of a host that somebody has.
  const isDefault = state.max.origin !== "typed" && state.max.inFile === undefined;
  if (secondsToFull === null) {
    const text = isDefault
      ? say("The table is too small: the peak needs {peak} entries, and the kernel's default limit is {max}", needs)
      : say("The table is too small: the peak needs {peak} entries, and the limit is {max}", needs);
    return { level: "loss", text };
  }
  const when = { ...needs, time: formatDuration(secondsToFull), rate: formatRate(rate * factor) };
  const text = isDefault
    ? say(
        "The table is too small: the peak needs {peak} entries, and the kernel's default limit is {max}, full after {time} at {rate} new connections/s",
        when,
      )
    : say(
        "The table is too small: the peak needs {peak} entries, and the limit is {max}, full after {time} at {rate} new connections/s",
        when,
      );
  return { level: "loss", text };
}

function tooLarge({ state, memory }: VerdictFacts): Verdict | undefined {
  const { target, budget, namespaces } = state;
  const values = { tables: formatCount(namespaces.value), memory: formatBytes(memory.allNamespaces) };
  const one = namespaces.value <= 1;
  if (budget.value !== null && (memory.budgetShare ?? 0) > 1) {
    const over = { ...values, budget: formatBytes(budget.value) };
    return {
      level: "loss",
      text: one
        ? say("A full table takes {memory}, more than the budget of {budget}", over)
        : say("{tables} full tables take {memory}, more than the budget of {budget}", over),
    };
  }
  if (target.memory === undefined || (memory.share ?? 0) <= MUCH_MEMORY) return undefined;
  const most = { ...values, share: formatShare(memory.share ?? 0), machine: formatBytes(target.memory) };
  return {
    level: (memory.share ?? 0) > 1 ? "loss" : "warning",
    text: one
      ? say("A full table takes {memory}, {share} of the machine's {machine}", most)
      : say("{tables} full tables take {memory}, {share} of the machine's {machine}", most),
  };
}

function tight({ state, demand }: VerdictFacts): Verdict | undefined {
  const { headroom, max } = state;
  const used = demand.peak / max.value;
  if (used <= 1 - headroom.value) return undefined;
  const values = { peak: formatCount(demand.peak), share: formatShare(used), headroom: formatShare(headroom.value) };
  return {
    level: "warning",
    text: isOne(demand.peak)
      ? say("The peak of 1 entry takes {share} of the limit; {headroom} should stay free", values)
      : say("The peak of {peak} entries takes {share} of the limit; {headroom} should stay free", values),
  };
}

function fine({ state, demand, rates }: VerdictFacts): Verdict {
  const max = state.max.value;
  if (demand.rate === 0) {
    const text =
      max === 1 ? say("Reliable up to 1 entry, the limit") : say("Reliable up to {max} entries, the limit", { max: formatCount(max) });
    return { level: "fine", text };
  }
  return { level: "fine", text: peakText(demand.peak, max, rates.full) };
}

function peakText(peak: number, max: number, full: number | null): string {
  const values = { peak: formatCount(peak), share: formatShare(peak / max) };
  if (full === null)
    return isOne(peak)
      ? say("The peak of 1 entry takes {share} of the limit", values)
      : say("The peak of {peak} entries takes {share} of the limit", values);
  const until = { ...values, rate: formatRate(full) };
  return isOne(peak)
    ? say("The peak of 1 entry takes {share} of the limit; full at {rate} new connections/s", until)
    : say("The peak of {peak} entries takes {share} of the limit; full at {rate} new connections/s", until);
}
