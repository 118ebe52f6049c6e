// What sets an end to a rate, the table or something else, each in a sentence.

import { COLLECTED_PER_SECOND } from "../../kernel/collector.ts";
import { NAT_RELIABLE } from "../../sizing/occupancy.ts";
import { quoted } from "../../text/visible.ts";
import { formatBytes, formatCount, formatDuration, formatRate, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import { ANY_RATE, type Demand } from "./demand.ts";
import type { ChainResults, Limit, MemoryResults, RateResults } from "./results.ts";

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
  const present = formatRate(rate * factor);
  if (chains.reliable < max) {
    const reliable = formatCount(chains.reliable);
    yield {
      kind: "hash",
      text: [
        say("The hash table refuses 0.1 % of new connections from {reliable} entries on.", { reliable }),
        ...(rates.full === null
          ? []
          : [
              say("Live entries reach that at {rate} new connections/s; this workload's peak is {peakRate} new connections/s.", {
                rate: formatRate(rates.full),
                peakRate: present,
              }),
            ]),
        say('The refused ones are dropped and counted as insert_failed; the log does not say "table full".'),
      ].join(" "),
      exceeded: peak > chains.reliable,
    };
  } else {
    if (rates.full !== null) {
      yield {
        kind: "table",
        text: say("The table is full of live entries at {rate} new connections/s; this workload's peak is {peakRate} new connections/s.", {
          rate: formatRate(rates.full),
          peakRate: present,
        }),
        exceeded: peakLive > max,
      };
    }
    if (rates.crowded !== null && interval > 0) {
      yield {
        kind: "collector",
        text: say(
          "Expired entries stay in the table for up to {interval} until they are collected: from {rate} new connections/s on they fill the table at times, and then unassured entries are evicted or new connections dropped.",
          { interval: formatDuration(interval), rate: formatRate(rates.crowded) },
        ),
        exceeded: peak > max,
      };
    }
  }
  if (demand.collector.kind === "adaptive" && rate * factor > COLLECTED_PER_SECOND / 2) {
    yield {
      kind: "collector",
      text: say(
        "The collector removes at most {collectedPerSecond} entries per second (source read); above that, only lookups remove expired entries.",
        { collectedPerSecond: formatCount(COLLECTED_PER_SECOND) },
      ),
      exceeded: rate * factor > COLLECTED_PER_SECOND,
    };
  }
  for (const { flow, lifetime, most } of demand.loads) {
    if (flow.pairs === null) continue;
    const wanted = flow.rate * factor * lifetime;
    yield {
      kind: "ports",
      text: portsText(flow, most, most / lifetime < ANY_RATE ? formatRate(most / lifetime) : undefined),
      exceeded: wanted > most * (flow.nat ? NAT_RELIABLE : 1),
    };
  }
  const { budget, target, namespaces } = state;
  const tables = namespaces.value > 1 ? formatCount(namespaces.value) : undefined;
  if (budget.value !== null && memory.budgetShare !== null) {
    yield {
      kind: "memory",
      text: budgetText(tables, formatBytes(memory.allNamespaces), formatShare(memory.budgetShare), formatBytes(budget.value)),
      exceeded: memory.budgetShare > 1,
    };
  }
  if (target.memory !== undefined && memory.share !== null && memory.share > 0.5) {
    yield {
      kind: "memory",
      text: memoryText(tables, formatBytes(memory.allNamespaces), formatShare(memory.share)),
      exceeded: memory.share > 1,
    };
  }
}

/** `reused` is the rate at which each port is taken again as soon as its entry expires. */
function portsText({ name, nat, pairs }: Demand["loads"][number]["flow"], most: number, reused: string | undefined): string {
  const values = { name: quoted(name), most: formatCount(most), perPeer: formatCount(most / (pairs ?? 1)) };
  const sentences = [
    nat
      ? say("{name} has {most} ports of translated addresses ({perPeer} towards each destination), so no more entries than that.", values)
      : say("{name} has {most} ephemeral ports ({perPeer} towards each destination), so no more entries than that.", values),
  ];
  if (reused !== undefined)
    sentences.push(say("At {rate} new connections/s each port is reused when its entry expires.", { rate: reused }));
  if (nat)
    sentences.push(
      say(
        "The search for a port gives up too soon for 0.1 % of new connections from {reliable} entries on, shown as drop and insert_failed.",
        { reliable: formatCount(most * NAT_RELIABLE) },
      ),
    );
  return sentences.join(" ");
}

/** `tables` is how many there are; undefined for one. */
function budgetText(tables: string | undefined, memory: string, share: string, budget: string): string {
  return tables === undefined
    ? say("A full table takes {memory}, {share} of the budget of {budget}.", { memory, share, budget })
    : say("{tables} full tables take {memory}, {share} of the budget of {budget}.", { tables, memory, share, budget });
}

function memoryText(tables: string | undefined, memory: string, share: string): string {
  return tables === undefined
    ? say("A full table takes {memory}, {share} of the machine's memory, and kernel memory cannot be swapped out.", { memory, share })
    : say("{tables} full tables take {memory}, {share} of the machine's memory, and kernel memory cannot be swapped out.", {
        tables,
        memory,
        share,
      });
}
