// The demand as it is shown: by class and state, over time, with how the kernel collects what has expired.

import { type Collector, LONGEST_PAUSE, SHORTEST_PAUSE } from "../../kernel/collector.ts";
import { portShare, secondsUntil, steadyLive } from "../../sizing/occupancy.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import type { Demand } from "./demand.ts";
import { fillOf } from "./fill.ts";
import type { ChainResults, ClassEntries, OccupancyResults, StateEntries } from "./results.ts";

export function occupancyResults(state: CalculatorState, demand: Demand, { buckets, reliable }: ChainResults): OccupancyResults {
  const { rate, live, counted, factor, peakLive, peak, interval, longest } = demand;
  const classes = classEntries(demand);
  const secondsToFull = secondsUntil(demand.loads, factor, reliable) ?? null;
  return {
    rate,
    live,
    counted,
    peakFactor: factor,
    peakLive,
    peak,
    classes,
    byState: byState(classes),
    collector: { how: how(demand.collector), interval, longest },
    fill: fillOf(state, demand, buckets, secondsToFull),
    secondsToFull,
  };
}

function classEntries({ loads, live }: Demand): readonly ClassEntries[] {
  return loads.map((load) => {
    const { flow, lifetime, most } = load;
    const own = steadyLive(load);
    const rate = flow.rate * portShare(load);
    const states = new Map<string, StateEntries>();
    for (const { state, seconds, active, key } of load.stays) {
      const before = states.get(state);
      const timeout = active ? (before?.timeout ?? null) : key;
      const total = seconds + (before?.seconds ?? 0);
      states.set(state, { state, seconds: total, entries: rate * total, timeout });
    }
    return {
      name: flow.name,
      protocol: flow.protocol,
      rate: flow.rate,
      lifetime,
      live: own,
      states: [...states.values()],
      share: live > 0 ? own / live : 0,
      portLimit: Number.isFinite(most) ? most : null,
    };
  });
}

function byState(classes: readonly ClassEntries[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { states } of classes) for (const { state, entries } of states) sums.set(state, (sums.get(state) ?? 0) + entries);
  return Object.fromEntries([...sums].sort((a, b) => b[1] - a[1]));
}

function how(collector: Collector): string {
  switch (collector.kind) {
    case "timers":
      return say("Each entry has its own timer and leaves the table when it expires (source read, 4.8.15).");
    case "rounds":
      return collector.seconds === 16
        ? say(
            "A collector scans the whole table within 16 s, and expired entries occupy the table until then (source read, 4.9.337 to 5.4.124).",
          )
        : say("A collector scans the table every 120 s, and expired entries occupy the table until then (source read, 5.10.223).");
    case "adaptive":
      return collector.bias === 0
        ? say(
            "A collector scans the table every {shortest} to {longest} s, depending on the mean remaining time of entries, and expired entries occupy the table until then (source read, 5.15.41 to 5.19.0).",
            { shortest: SHORTEST_PAUSE, longest: LONGEST_PAUSE },
          )
        : say(
            "A collector scans the table every {shortest} to {longest} s, depending on the mean remaining time of entries, and expired entries occupy the table until then (measured on 6.18.44; source read, 6.2.1 to 7.1.5).",
            { shortest: SHORTEST_PAUSE, longest: LONGEST_PAUSE },
          );
  }
}
