// Holds what real tables did against what the model says: memory, capacity, occupancy. Pure; the replay of recorded runs
// uses it too.

import { extensionBlock, type Feature, slabObject } from "../../src/core/kernel/entry-size.ts";
import { actualBuckets, insertLimits } from "../../src/core/kernel/hash-table.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import { defaultState } from "../../src/core/plan/inputs/defaults.ts";
import { arrivalsOf, countsAt, demandOf } from "../../src/core/plan/model/demand.ts";
import type { CalculatorState } from "../../src/core/plan/state.ts";
import { heldOf } from "../../src/core/sizing/chains.ts";
import { tableMemory } from "../../src/core/sizing/memory.ts";
import type { Peers } from "../../src/core/sizing/retransmissions.ts";
import type { TimeoutKey, WorkloadClass } from "../../src/core/sizing/workload.ts";

export const SETTINGS = ["plain", "acct", "timestamp", "masquerade", "helper"] as const;

type TableSetting = (typeof SETTINGS)[number];

const FEATURES: Readonly<Record<TableSetting, readonly Feature[]>> = {
  plain: [],
  acct: ["acct"],
  timestamp: ["timestamp"],
  masquerade: ["nat"],
  helper: ["helper"],
};

/** Bytes of slabs in use with so many flows: of the table's own cache, and of all that blocks may come from. */
export interface MemoryRun {
  readonly setting: TableSetting;
  readonly points: readonly { readonly flows: number; readonly bytes: { readonly objects: number; readonly blocks: number } }[];
}

/** A hash table: asked for, read back, and the bytes of its pages. */
export interface HashTableRun {
  readonly requested: number;
  readonly buckets: number;
  readonly bytes: number;
}

export interface CapacityRun {
  readonly buckets: number;
  readonly offered: number;
  readonly held: number;
}

export type TrafficClass = Pick<WorkloadClass, "name" | "protocol" | "ends" | "rate" | "duration" | "bothWays"> &
  Partial<Pick<WorkloadClass, "packets">>;

export interface TrafficPlan {
  readonly timeouts: Readonly<Partial<Record<TimeoutKey, number>>>;
  readonly classes: readonly TrafficClass[];
  /** How often the ends send again; a run that does not say has been without. */
  readonly peers?: Peers;
  /** Seconds between two counts, and how long they go on. */
  readonly sample: readonly [every: number, until: number];
  readonly dumps: readonly [first: number, apart: number, howMany: number];
}

export interface TrafficRun {
  readonly plan: TrafficPlan;
  readonly buckets: number;
  /** Entries on the machine that are none of ours. */
  readonly elsewhere: number;
  /** nf_conntrack_count at a second, without any dump before. */
  readonly counts: readonly (readonly [seconds: number, count: number])[];
  readonly dumps: readonly { readonly at: number; readonly states: Readonly<Record<string, number>> }[];
  /** Flows begun in each second, by class. */
  readonly started: Readonly<Record<string, readonly number[]>>;
}

export interface TablesRecording {
  readonly kernel: string;
  readonly arch: string;
  readonly hz: number;
  readonly memory: readonly MemoryRun[];
  readonly hashTables: readonly HashTableRun[];
  readonly capacity: readonly CapacityRun[];
  readonly traffic: readonly TrafficRun[];
}

export interface Check {
  readonly what: string;
  readonly ours: number;
  readonly kernel: number;
  /** How far they may be apart, in the unit of both. */
  readonly allowed: number;
}

export function isRight({ ours, kernel, allowed }: Check): boolean {
  return Math.abs(ours - kernel) <= allowed;
}

/** Objects within 0.5 % at every size of a plain table; blocks by the slope between the last two sizes, within 3 %. */
export function checkMemory({ setting, points }: MemoryRun, target: KernelTarget): readonly Check[] {
  const [empty, ...filled] = points;
  const [less, more] = filled.slice(-2);
  if (!empty || !less || !more) throw new Error("a memory run needs an empty table and two filled ones");
  const features = FEATURES[setting];
  const block = extensionBlock(target, features);
  const perFlow = (more.bytes.blocks - less.bytes.blocks) / (more.flows - less.flows);
  const checks: Check[] = [
    {
      what: `${setting}: block of an entry, bytes`,
      ours: block,
      kernel: perFlow,
      // Where there is no block, the caches that all of the kernel shares must stay as they were, about.
      allowed: block === 0 ? 0.03 * slabObject(target) : 0.03 * block,
    },
  ];
  if (setting !== "plain") return checks;
  for (const { flows, bytes } of filled) {
    const ours = tableMemory({ target, entries: flows, buckets: actualBuckets(target, 1), features }).parts.objects;
    checks.push({ what: `${flows} plain entries, bytes`, ours, kernel: bytes.objects - empty.bytes.objects, allowed: 0.005 * ours });
  }
  return checks;
}

export function checkHashTable({ requested, buckets, bytes }: HashTableRun, target: KernelTarget): readonly Check[] {
  const ours = actualBuckets(target, requested);
  const { bytes: table } = tableMemory({ target, entries: 0, buckets, features: [] });
  return [
    { what: `${requested} buckets asked for`, ours, kernel: buckets, allowed: 0 },
    { what: `${buckets} buckets, bytes`, ours: table.hashTable, kernel: bytes, allowed: 0 },
  ];
}

/** Within 1 %. */
export function checkCapacity({ buckets, offered, held }: CapacityRun, target: KernelTarget): Check {
  const [limit = null] = insertLimits(target);
  const ours = heldOf(offered, buckets, limit);
  return { what: `held of ${offered} offered to ${buckets} buckets`, ours, kernel: held, allowed: 0.01 * ours };
}

/** Seconds before the first sample of the count that is judged: the timeouts must have passed, and the start be over. */
const SETTLED = 10;

/**
 * Live entries: the mean of the dumps, UDP in total within 2 %, TCP in total within 5 %, each state within 10 % or three
 * times its square root. Counted: samples inside our band, give or take the 2 % that a total may be off; one in a hundred
 * may fall out of it, as when the machine has no time for the sender for a moment.
 */
export function checkTraffic(run: TrafficRun, target: KernelTarget): readonly Check[] {
  const state = stateOf(run, target);
  const demand = demandOf(state, { buckets: run.buckets });
  const ours = statesOf(demand);
  const dumped = new Map<string, number>();
  for (const { states } of run.dumps)
    for (const [name, count] of Object.entries(states)) dumped.set(name, (dumped.get(name) ?? 0) + count / run.dumps.length);

  const checks: Check[] = [];
  for (const [what, isOwn, share] of [
    ["UDP live", (name: string) => name.startsWith("UDP"), 0.02],
    ["TCP live", (name: string) => !name.startsWith("UDP"), 0.05],
  ] as const) {
    const total = (counts: ReadonlyMap<string, number>): number =>
      [...counts].reduce((sum, [name, count]) => sum + (isOwn(name) ? count : 0), 0);
    if (total(ours) > 0) checks.push({ what, ours: total(ours), kernel: total(dumped), allowed: share * total(ours) });
  }
  for (const name of new Set([...ours.keys(), ...dumped.keys()])) {
    const expected = ours.get(name) ?? 0;
    // A state that lasts only while an answer is under way does not show in the model; nearly nothing may be in it.
    const allowed = expected === 0 ? PASSING * totalOf(dumped) : Math.max(0.1 * expected, 3 * Math.sqrt(expected));
    checks.push({ what: name, ours: expected, kernel: dumped.get(name) ?? 0, allowed });
  }
  return [...checks, ...checkCounts(run, state, demand)];
}

const PASSING = 0.005;

function totalOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** How many samples are inside the band, and that the band is no wider than it must be: the highest comes near its edge. */
function checkCounts(run: TrafficRun, state: CalculatorState, demand: ReturnType<typeof demandOf>): readonly Check[] {
  const pace = run.elsewhere > 50 ? { ...demand, interval: demand.longest } : demand;
  const arrivals = arrivalsOf(state, 1);
  const judged = run.counts.filter(([seconds]) => seconds >= SETTLED);
  const inside = judged.filter(([seconds, count]) => {
    const { low, high } = countsAt(pace, arrivals, seconds, run.buckets).counted;
    return count >= 0.98 * low && count <= 1.02 * high;
  });
  const settled = judged.filter(([seconds]) => seconds > demand.longest + 1);
  const highest = Math.max(...settled.map(([, count]) => count));
  const checks: Check[] = [
    {
      what: `counted inside the band, of ${judged.length} samples`,
      ours: judged.length,
      kernel: inside.length,
      allowed: 0.01 * judged.length,
    },
  ];
  if (settled.length === 0 || run.elsewhere > 50) return checks;
  const edge = demand.counted.high;
  return [...checks, { what: "most counted, once the collector has settled", ours: edge, kernel: highest, allowed: 0.1 * edge }];
}

function statesOf({ loads }: ReturnType<typeof demandOf>): ReadonlyMap<string, number> {
  const states = new Map<string, number>();
  for (const { flow, stays } of loads) {
    for (const { state, seconds } of stays) states.set(state, (states.get(state) ?? 0) + flow.rate * seconds);
  }
  return states;
}

/** Nothing is sent twice. */
export const ONCE: Peers = { retries: 0, orphanRetries: 0, keepalive: { time: 7200, interval: 75, probes: 9 } };

/** The calculator's state for the run, with the rates that were reached. */
function stateOf({ plan, started }: TrafficRun, target: KernelTarget): CalculatorState {
  const state = defaultState(target);
  const timeouts = Object.entries(plan.timeouts).map(([key, value]) => [key, { value, origin: "typed" }]);
  const classes = plan.classes.map((flow): WorkloadClass => {
    // The first second begins at once and the last is cut off.
    const seconds = started[flow.name]?.slice(1, -1) ?? [];
    const rate = seconds.reduce((sum, flows) => sum + flows, 0) / seconds.length;
    return { packets: null, ...flow, rate, pairs: null, port: null, nat: false };
  });
  const { retries, orphanRetries, keepalive } = plan.peers ?? ONCE;
  const peers = {
    retries,
    orphanRetries,
    "keepalive.time": keepalive.time,
    "keepalive.interval": keepalive.interval,
    "keepalive.probes": keepalive.probes,
  };
  const inputs = Object.fromEntries(Object.entries(peers).map(([id, value]) => [id, { value, origin: "typed" }]));
  return {
    ...state,
    ...inputs,
    timeouts: { ...state.timeouts, ...Object.fromEntries(timeouts) },
    classes: { value: classes, origin: "typed" },
  };
}
