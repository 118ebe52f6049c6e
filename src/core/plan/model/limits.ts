// What sets an end to a rate, the table or something else, each in a sentence.
import { COLLECTED_PER_SECOND } from "../../kernel/collector.ts";
import { NAT_RELIABLE } from "../../sizing/occupancy.ts";
import { quoted } from "../../text/visible.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { CalculatorState } from "../state.ts";
import { ANY_RATE, type Demand } from "./demand.ts";
import type { ChainResults, Limit, MemoryResults, RateResults } from "./results.ts";
import { entriesWords, rateWords } from "./words.ts";

export interface LimitFacts {
  readonly state: CalculatorState;
  readonly demand: Demand;
  readonly rates: RateResults;
  readonly chains: ChainResults;
  readonly memory: MemoryResults;
}

export function limitsOf(facts: LimitFacts): readonly Limit[] {
  return [...limits(facts)];
}

function* limits({ state, demand, rates, chains, memory }: LimitFacts): Generator<Limit> {
  const max = state.max.value;
  const { peakLive, peak, rate, factor, interval } = demand;
  const present = `this workload's peak is ${rateWords(rate * factor, state)}`;
  if (chains.reliable < max) {
    const at = rates.full === null ? "" : `, which live entries reach at ${rateWords(rates.full, state)}; ${present}`;
    yield {
      kind: "hash",
      text: `The hash table refuses 0.1 % of new connections from ${entriesWords(chains.reliable)} on${at}. They are dropped and counted as insert_failed; the log does not say "table full".`,
      exceeded: peak > chains.reliable,
    };
  } else {
    if (rates.full !== null) {
      yield {
        kind: "table",
        text: `The table is full of live entries at ${rateWords(rates.full, state)}; ${present}.`,
        exceeded: peakLive > max,
      };
    }
    if (rates.crowded !== null && interval > 0) {
      yield {
        kind: "collector",
        text: `Expired entries stay in the table for up to ${formatDuration(interval)} until they are collected: from ${rateWords(rates.crowded, state)} on they fill the table at times, and then unassured entries are evicted or new connections dropped.`,
        exceeded: peak > max,
      };
    }
  }
  if (demand.collector.kind === "adaptive" && rate * factor > COLLECTED_PER_SECOND / 2) {
    yield {
      kind: "collector",
      text: `The collector removes at most ${formatCount(COLLECTED_PER_SECOND)} entries per second (source read); above that, only lookups remove expired entries.`,
      exceeded: rate * factor > COLLECTED_PER_SECOND,
    };
  }
  for (const { flow, lifetime, most } of demand.loads) {
    if (flow.pairs === null) continue;
    const wanted = flow.rate * factor * lifetime;
    const kind = flow.nat ? "ports of translated addresses" : "ephemeral ports";
    const begins = flow.nat
      ? `; the search for one gives up too soon for 0.1 % of new connections from ${formatCount(most * NAT_RELIABLE)} on, shown as drop and insert_failed`
      : "";
    yield {
      kind: "ports",
      text: `${quoted(flow.name)} has ${formatCount(most)} ${kind} (${formatCount(most / flow.pairs)} towards each destination), so no more entries than that${most / lifetime < ANY_RATE ? `: at ${rateWords(most / lifetime, state)} each port is reused when its entry expires` : ""}${begins}.`,
      exceeded: wanted > most * (flow.nat ? NAT_RELIABLE : 1),
    };
  }
  const { budget, target, namespaces } = state;
  const what = namespaces.value > 1 ? `${formatCount(namespaces.value)} full tables` : "A full table";
  const verb = namespaces.value > 1 ? "take" : "takes";
  if (budget.value !== null && memory.budgetShare !== null) {
    yield {
      kind: "memory",
      text: `${what} ${verb} ${formatBytes(memory.allNamespaces)}, ${formatShare(memory.budgetShare)} of the budget of ${formatBytes(budget.value)}.`,
      exceeded: memory.budgetShare > 1,
    };
  }
  if (target.memory !== undefined && memory.share !== null && memory.share > 0.5) {
    yield {
      kind: "memory",
      text: `${what} ${verb} ${formatBytes(memory.allNamespaces)}, ${formatShare(memory.share)} of the machine's memory, and kernel memory cannot be swapped out.`,
      exceeded: memory.share > 1,
    };
  }
}
