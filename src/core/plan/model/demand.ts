// What the workload asks of the table: live and counted entries in steady state, at the peak, and at any factor between.
import { type Collector, collectorsOf } from "../../kernel/collector.ts";
import { flowRules } from "../../kernel/flow-rules.ts";
import { HZ_CHOICES, type KernelTarget } from "../../kernel/target.ts";
import { collectorInterval, longestInterval, uncollected } from "../../sizing/collect.ts";
import {
  type Arrivals,
  expiredBefore,
  factorFor,
  type Load,
  liveAt,
  loadsOf,
  portShare,
  remainingOf,
  steadyLive,
} from "../../sizing/occupancy.ts";
import { TIMEOUT_KEYS, type TimeoutKey, type Timeouts } from "../../sizing/workload.ts";
import type { CalculatorState } from "../state.ts";
import { impliedClasses, peersOf } from "./implied.ts";
import type { Band } from "./results.ts";

export interface Demand {
  readonly loads: readonly Load[];
  /** New flows a second, all classes, at their own rates. */
  readonly rate: number;
  /** Peak factor and failover together. */
  readonly factor: number;
  readonly collector: Collector;
  /** Seconds between two rounds of the collector; and at most, whatever else is tracked on the machine. */
  readonly interval: number;
  readonly longest: number;
  readonly live: number;
  readonly counted: Band;
  readonly peakLive: number;
  readonly peak: number;
}

export interface DemandOptions {
  /** As the kernel makes them. */
  readonly buckets: number;
  readonly timeouts?: Timeouts;
  /** Keeps the collector's pace, so that two demands differ in nothing else; without it, it is worked out. */
  readonly pace?: Pace;
}

type Pace = Pick<Demand, "collector" | "interval" | "longest">;

export function timeoutsOf(state: CalculatorState): Timeouts {
  return Object.fromEntries(TIMEOUT_KEYS.map((key: TimeoutKey) => [key, state.timeouts[key].value])) as Timeouts;
}

export function demandOf(state: CalculatorState, { buckets, timeouts = timeoutsOf(state), pace }: DemandOptions): Demand {
  const { target } = state;
  const loads = loadsOf([...state.classes.value, ...impliedClasses(state)], timeouts, flowRules(target), peersOf(state));
  const factor = state.peakFactor.value * (state.failover.value ? 2 : 1);
  const { collector, interval, longest } = pace ?? paceOf(target, loads);
  const sum = (of: (load: Load) => number): number => loads.reduce((total, load) => total + of(load), 0);
  const live = sum((load) => steadyLive(load));
  const steadyPeak = sum((load) => steadyLive(load, factor));
  const { peakLive, peak } =
    state.scenario.value === "burst"
      ? peakOfBurst(state, loads, factor, interval, buckets)
      : { peakLive: steadyPeak, peak: countedAt(loads, factor, interval, buckets) };
  return {
    loads,
    rate: sum(({ flow }) => flow.rate),
    factor,
    collector,
    interval,
    longest,
    live,
    counted: { low: live, high: countedAt(loads, 1, interval, buckets) },
    peakLive,
    peak,
  };
}

/** The most that the kernel counts in steady state, at `factor` times the rates. */
export function countedAt(loads: readonly Load[], factor: number, interval: number, buckets: number): number {
  let live = 0;
  let expired = 0;
  for (const load of loads) {
    const own = steadyLive(load, factor);
    live += own;
    expired += Math.min(load.flow.rate * factor * portShare(load, factor) * interval, load.most - own);
  }
  return live + uncollected(expired, buckets);
}

/** Flows a second, in the same mixture, at which the kernel counts `max` at times; undefined where it never does. */
export function crowdedRate(demand: Demand, max: number, buckets: number): number | undefined {
  const full = fullRate(demand, max);
  let low = 0;
  // Where ports run out first, expired entries may still fill the table: look up to a million times the workload.
  let high = ((full ?? Math.min(ANY_RATE, 1e6 * demand.rate)) / demand.rate) * demand.factor;
  const counted = (factor: number): number => countedAt(demand.loads, factor, demand.interval, buckets);
  if (!(high > 0) || counted(high) < max) return full;
  for (let i = 0; i < 48; i++) {
    const middle = (low + high) / 2;
    if (counted(middle) > max) high = middle;
    else low = middle;
  }
  return (demand.rate * low) / demand.factor;
}

/** Beyond this a rate is none that a machine will ever see: the flows leave next to nothing behind. */
export const ANY_RATE = 1e12;

/** Flows a second, in the same mixture, at whose peak live entries are `max`; undefined where no rate does it. */
export function fullRate({ loads, rate, factor }: Demand, max: number): number | undefined {
  const times = factorFor(loads, max);
  const full = times === undefined ? Infinity : (rate * times) / factor;
  return full > ANY_RATE || rate === 0 ? undefined : full;
}

/** How flows come in the scenario. */
export function arrivalsOf(state: CalculatorState, factor: number): readonly Arrivals[] {
  if (state.scenario.value === "cold-start") return [{ factor, from: 0, to: Infinity }];
  const { "burst.factor": times, "burst.seconds": seconds } = state;
  return [
    { factor, from: -Infinity, to: Infinity },
    { factor: factor * (times.value - 1), from: 0, to: seconds.value },
  ];
}

/** Live and counted entries at a time. An empty table is visited by the collector once a minute only. */
export function countsAt(
  { loads, interval, longest }: Demand,
  arrivals: readonly Arrivals[],
  at: number,
  buckets: number,
): { readonly live: number; readonly counted: Band } {
  const fromEmpty = arrivals[0]?.from === 0;
  const window = fromEmpty && at <= longest ? at : interval;
  let live = 0;
  let expired = 0;
  for (const load of loads) {
    live += liveAt(load, arrivals, at);
    expired += expiredBefore(load, arrivals, at, window);
  }
  return { live, counted: { low: live, high: live + uncollected(expired, buckets) } };
}

/** Where the patch level or HZ decides and is not known, whatever leaves expired entries longest. */
function paceOf(target: KernelTarget, loads: readonly Load[]): Pace {
  const hz = target.hz ?? HZ_CHOICES[0] ?? 100;
  const parts = remainingOf(loads);
  const paces = collectorsOf(target).map((collector) => {
    return { collector, interval: collectorInterval(collector, parts, hz), longest: longestInterval(collector) };
  });
  return paces.reduce((slowest, pace) => (pace.interval > slowest.interval ? pace : slowest));
}

function peakOfBurst(
  state: CalculatorState,
  loads: readonly Load[],
  factor: number,
  interval: number,
  buckets: number,
): Pick<Demand, "peakLive" | "peak"> {
  const arrivals = arrivalsOf(state, factor);
  const end = state["burst.seconds"].value;
  const times = [end, ...loads.flatMap(({ lifetime }) => [end + lifetime, lifetime + interval, end + lifetime + interval])];
  let peakLive = 0;
  let peak = 0;
  for (const at of times) {
    let live = 0;
    let expired = 0;
    for (const load of loads) {
      live += liveAt(load, arrivals, at);
      expired += expiredBefore(load, arrivals, at, interval);
    }
    peakLive = Math.max(peakLive, live);
    peak = Math.max(peak, live + uncollected(expired, buckets));
  }
  return { peakLive, peak };
}
