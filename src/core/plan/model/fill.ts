// The table over time: from empty at the peak rate, or through a burst.
import type { Load } from "../../sizing/occupancy.ts";
import type { CalculatorState } from "../state.ts";
import { arrivalsOf, countsAt, type Demand } from "./demand.ts";
import type { FillPoint } from "./results.ts";

/** Even steps between the bends. */
const STEPS = 96;

export function fillOf(state: CalculatorState, demand: Demand, buckets: number, secondsToFull: number | null): readonly FillPoint[] {
  if (demand.rate === 0) return [];
  const arrivals = arrivalsOf(state, demand.factor);
  const end = horizon(state, demand, secondsToFull);
  const start = state.scenario.value === "burst" ? -end / 12 : 0;
  const times = new Set<number>();
  for (let i = 0; i <= STEPS; i++) times.add(start + ((end - start) * i) / STEPS);
  for (const bend of bends(state, demand)) if (bend > start && bend < end) times.add(bend);
  return [...times].sort((a, b) => a - b).map((seconds) => ({ seconds, ...countsAt(demand, arrivals, seconds, buckets) }));
}

/** Where the lines bend: classes that reach their steady number, bursts that end, the first round of the collector. */
function bends(state: CalculatorState, { loads, interval, longest }: Demand): readonly number[] {
  const lives = loads.map(({ lifetime }) => lifetime);
  if (state.scenario.value === "cold-start") {
    return [...lives, ...lives.map((life) => life + interval), ...(longest > 0 ? [longest, longest * (1 + 1e-9)] : [])];
  }
  const seconds = state["burst.seconds"].value;
  return [0, seconds, ...lives.flatMap((life) => [life, seconds + life, seconds + life + interval])];
}

/** Far enough to see the table full, or at rest. */
function horizon(state: CalculatorState, demand: Demand, secondsToFull: number | null): number {
  const burst = state.scenario.value === "burst";
  const settled = settles(demand.loads) + demand.interval;
  const seen = burst ? state["burst.seconds"].value + settled : settled;
  // A table that fills in minutes is not to be lost in the five days that its last class takes.
  const until = !burst && secondsToFull !== null ? Math.min(seen, Math.max(4 * secondsToFull, demand.longest)) : seen;
  return Math.max(1, until * 1.2);
}

/** The time after which all but a hundredth of the steady entries are there. */
function settles(loads: readonly Load[]): number {
  const steady = loads.map(({ flow, lifetime }) => ({ lifetime, entries: flow.rate * lifetime })).sort((a, b) => b.lifetime - a.lifetime);
  const all = steady.reduce((sum, { entries }) => sum + entries, 0);
  let late = 0;
  for (const { lifetime, entries } of steady) {
    late += entries;
    if (late > all / 100) return lifetime;
  }
  return 0;
}
