// The table that a pool needs for its peak: asked of the plan, for the machines that the pool is made of.
import { DEFAULT_TARGET, type KernelTarget } from "../kernel/target.ts";
import { calculate } from "../plan/model/calculate.ts";
import { type Setting, settingsToWrite } from "../plan/model/settings.ts";
import { type PeakAnswer, tableForPeak } from "../plan/model/table-for-peak.ts";
import { planOf, readPlan } from "../plan/plan-file.ts";
import type { CalculatorState } from "../plan/state.ts";
import { size } from "../sizing/size.ts";
import type { HostReport } from "./host-report.ts";

export interface PoolMachine {
  /** The kernel that most of its hosts run, and the least memory among them. */
  readonly target: KernelTarget;
  readonly hosts: number;
  /** Whether no host told its kernel, and a usual one is taken. */
  readonly assumed: boolean;
  /** Releases that its hosts run. */
  readonly releases: readonly string[];
}

export interface PoolTable extends PeakAnswer {
  /** The limit of most hosts, and what a table of that limit costs when full, with the buckets that the kernel chooses. */
  readonly current: { readonly max: number; readonly bytes: number } | null;
  /** Hosts whose limit is below what is needed. */
  readonly tooSmall: number;
  /** Bytes by which a full table of what is needed is smaller than one of the limit, all hosts together; 0 where none is. */
  readonly frees: number;
  readonly state: CalculatorState;
}

/** Of hosts that are present. */
export function machineOf(hosts: readonly HostReport[]): PoolMachine {
  const counts = new Map<string, { hosts: number; target: KernelTarget }>();
  for (const { target, release } of hosts) {
    if (!target || release === null) continue;
    const key = `${release} ${target.arch}`;
    const known = counts.get(key);
    counts.set(key, { hosts: (known?.hosts ?? 0) + 1, target });
  }
  const [most] = [...counts.values()].sort((a, b) => b.hosts - a.hosts);
  const memories = hosts.flatMap(({ target }) => target?.memory ?? []);
  const least = memories.reduce((low, memory) => Math.min(low, memory), Number.POSITIVE_INFINITY);
  const { kernel, arch } = most?.target ?? DEFAULT_TARGET;
  return {
    target: { kernel, arch, ...(Number.isFinite(least) ? { memory: least } : {}) },
    hosts: hosts.length,
    assumed: most === undefined,
    releases: [...new Set(hosts.flatMap(({ release }) => release ?? []))].sort(),
  };
}

/** `peak` in entries; null where the plan has no answer, as for a limit that no kernel takes. */
export function poolTable(
  machine: PoolMachine,
  hosts: readonly HostReport[],
  peak: number,
  limit: number | null,
  headroom: number,
): PoolTable | null {
  const state = stateOf(machine.target, limit, headroom);
  if (!state) return null;
  const answer = tableForPeak(state, peak);
  const { target } = machine;
  // Limits of a pool are few: each is worked out once.
  const costs = new Map<number, number | null>();
  const cost = (max: number): number | null => {
    const known = costs.get(max);
    if (known !== undefined) return known;
    const sized = size({ target, max });
    const bytes = "error" in sized ? null : sized.bytes.total;
    costs.set(max, bytes);
    return bytes;
  };
  const bytes = limit === null ? null : cost(limit);
  let frees = 0;
  for (const own of hosts) {
    const now = own.limit === null || own.limit <= answer.needed.max ? null : cost(own.limit);
    if (now !== null) frees += Math.max(0, now - answer.needed.bytes);
  }
  return {
    ...answer,
    current: limit === null || bytes === null ? null : { max: limit, bytes },
    tooSmall: hosts.filter((host) => host.limit !== null && host.limit > 0 && host.limit < answer.needed.max).length,
    frees,
    state,
  };
}

function stateOf({ kernel, arch, memory }: KernelTarget, max: number | null, headroom: number): CalculatorState | undefined {
  const target = { kernel: kernel.text, arch, ...(memory === undefined ? {} : { memory }) };
  const read = readPlan({ version: 1, target, ...(max === null || max < 1 ? {} : { max }), headroom, classes: [] });
  return "state" in read ? read.state : undefined;
}

/** The state as people keep it: the advised table, typed, and no traffic, because metrics do not tell any. */
export function plannedState({ state, advised }: PoolTable): CalculatorState {
  const read = readPlan({ ...planOf(state), max: advised.max, buckets: advised.buckets });
  if ("problems" in read) throw new Error(read.problems.map(({ message }) => message).join(" "));
  return read.state;
}

/** What to write on each host of the pool. */
export function poolSettings(table: PoolTable): readonly Setting[] {
  const state = plannedState(table);
  const results = calculate(state);
  return "problems" in results ? [] : settingsToWrite(state, results);
}
