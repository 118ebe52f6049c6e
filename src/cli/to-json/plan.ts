// The results of a plan as JSON.
import { type CalculatorResults, type CalculatorState, tableNow } from "../../core/plan/index.ts";
import type { PlanJson } from "../json/plan.ts";
import { targetJson } from "./target.ts";

export function planJson(state: CalculatorState, results: CalculatorResults): PlanJson {
  const { target, max, namespaces } = state;
  const now = tableNow(state);
  const { occupancy, recommendation, memory, chains, rates, limits } = results;
  return {
    version: 1,
    target: targetJson(target),
    verdict: { level: results.verdict.level, text: results.verdict.text },
    now: { max: now.max, buckets: now.buckets },
    entries: {
      live: Math.round(occupancy.live),
      counted: { low: Math.round(occupancy.counted.low), high: Math.round(occupancy.counted.high) },
      peak: Math.round(occupancy.peak),
      byState: rounded(occupancy.byState),
      byClass: occupancy.classes.map(({ name, protocol, rate, lifetime, live, states }) => ({
        name,
        protocol,
        rate,
        lifetime,
        live: Math.round(live),
        byState: rounded(Object.fromEntries(states.map(({ state, entries }) => [state, entries]))),
      })),
    },
    recommended: { max: recommendation.max, buckets: recommendation.buckets, timeouts: { ...recommendation.timeouts } },
    memory: {
      max: max.value,
      buckets: chains.buckets,
      namespaces: namespaces.value,
      perEntry: memory.bytes.perEntry,
      entries: memory.bytes.entries,
      hashTable: memory.bytes.hashTable,
      total: memory.allNamespaces,
      atPeak: memory.atPeak,
      share: memory.share,
      recommendedTotal: recommendation.bytes,
    },
    averageChain: chains.mean,
    reliableEntries: chains.reliable,
    sustainableRate: rates.full,
    secondsToFull: occupancy.secondsToFull,
    limits: limits.map(({ kind, text, exceeded }) => ({ kind, text, exceeded })),
    reasons: recommendation.reasons.map(({ text }) => text),
  };
}

function rounded(entries: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(entries).map(([name, count]) => [name, Math.round(count)]));
}
