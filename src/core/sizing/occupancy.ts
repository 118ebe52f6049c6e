// How many entries a workload keeps in the table: in steady state, and on the way there. Arrival rate x time in a state.
// Pure maths; what may hang about after its time is in collect.ts.
import type { FlowRules } from "../kernel/flow-rules.ts";
import type { Remaining } from "./collect.ts";
import type { Peers } from "./retransmissions.ts";
import type { Stay } from "./stay.ts";
import { lifetime, walk } from "./walk.ts";
import type { Timeouts, WorkloadClass } from "./workload.ts";

/** Ephemeral ports a Linux host has towards one destination: ip_local_port_range 32768 to 60999 without a setting. */
export const EPHEMERAL_PORTS = 28_232;

/**
 * Ports that NAT gives to one translated address towards one destination (address, port and protocol), where flows come from
 * ports of 1024 and up: 1024 to 65535 (nf_nat_l4proto_unique_tuple in nf_nat_core.c).
 */
const NAT_PORTS = 64_512;

/**
 * Share of them from which 0.1 % of new flows find none although there are some: the kernel gives up after 128, 64, 32 and 16
 * tries, each row from a random port on (6.12). Simulated with flows that keep their port where it is free; 1 % from 97 %.
 */
export const NAT_RELIABLE = 0.945;

/** A class with the way of its flows. */
export interface Load {
  readonly flow: WorkloadClass;
  readonly stays: readonly Stay[];
  /** Seconds from the first packet until the entry has expired. */
  readonly lifetime: number;
  /** Entries the class can have at most, by its ports: a port used again takes its old entry over. */
  readonly most: number;
}

/** Flows that arrive at `factor` times a class's rate from second `from` up to second `to`. */
export interface Arrivals {
  readonly factor: number;
  readonly from: number;
  readonly to: number;
}

export function loadsOf(classes: readonly WorkloadClass[], timeouts: Timeouts, rules: FlowRules, peers: Peers): readonly Load[] {
  return classes.map((flow) => {
    const stays = walk(flow, timeouts, rules, peers);
    return { flow, stays, lifetime: lifetime(stays), most: flow.pairs === null ? Infinity : portsOf(flow) * flow.pairs };
  });
}

/** Ports towards one destination: of translated flows, those of the address that stands for them. */
function portsOf({ nat }: WorkloadClass): number {
  return nat ? NAT_PORTS : EPHEMERAL_PORTS;
}

/** Live entries of a class in steady state at `factor` times its rate. */
export function steadyLive({ flow, lifetime, most }: Load, factor = 1): number {
  return Math.min(most, flow.rate * factor * lifetime);
}

/** The share of a class's flows that find a port of their own; below 1 where ports run out. */
export function portShare(load: Load, factor = 1): number {
  const wanted = load.flow.rate * factor * load.lifetime;
  return wanted > load.most ? load.most / wanted : 1;
}

/** How much time the live entries of steady state have left. */
export function remainingOf(loads: readonly Load[], factor = 1): readonly Remaining[] {
  return loads.flatMap((load) => {
    const rate = load.flow.rate * factor * portShare(load, factor);
    return load.stays.map(({ seconds, active, timeout }) => {
      return { from: active ? timeout : 0, to: timeout, entries: rate * seconds };
    });
  });
}

/** Live entries of a class at a time, from flows that arrive as told. */
export function liveAt({ flow, lifetime, most }: Load, arrivals: readonly Arrivals[], at: number): number {
  let live = 0;
  for (const arrival of arrivals) live += flow.rate * arrival.factor * overlap(arrival.from, arrival.to, at - lifetime, at);
  return Math.min(most, live);
}

/** Entries of a class that expired in the `window` seconds before a time. */
export function expiredBefore({ flow, lifetime, most }: Load, arrivals: readonly Arrivals[], at: number, window: number): number {
  let expired = 0;
  let live = 0;
  for (const arrival of arrivals) {
    const rate = flow.rate * arrival.factor;
    expired += rate * overlap(arrival.from, arrival.to, at - window - lifetime, at - lifetime);
    live += rate * overlap(arrival.from, arrival.to, at - lifetime, at);
  }
  return Math.max(0, Math.min(expired, most - live));
}

/** Seconds from an empty table until live entries are `max`; undefined where they never are. */
export function secondsUntil(loads: readonly Load[], factor: number, max: number): number | undefined {
  const always: readonly Arrivals[] = [{ factor, from: 0, to: Infinity }];
  const live = (at: number): number => loads.reduce((sum, load) => sum + liveAt(load, always, at), 0);
  // The sum is a chain of straight lines that bend where a class has its steady number.
  const bends = loads
    .filter(({ flow }) => flow.rate > 0)
    .map(({ flow, lifetime, most }) => Math.min(lifetime, most / (flow.rate * factor)))
    .sort((a, b) => a - b);
  let before = 0;
  for (const bend of bends) {
    const reached = live(bend);
    if (reached >= max) {
      const start = live(before);
      return reached > start ? before + ((max - start) * (bend - before)) / (reached - start) : bend;
    }
    before = bend;
  }
  return undefined;
}

/** The factor on all rates at which live entries are `max`; undefined where ports run out before. */
export function factorFor(loads: readonly Load[], max: number): number | undefined {
  const each = loads.map((load) => ({ live: load.flow.rate * load.lifetime, most: load.most })).filter(({ live }) => live > 0);
  const bends = [...each].sort((a, b) => a.most / a.live - b.most / b.live);
  let free = each.reduce((sum, { live }) => sum + live, 0);
  let held = 0;
  let bend = 0;
  for (const { live, most } of bends) {
    // Where those whose ports have run out hold max by themselves, their last bend is where they came to it.
    const factor = Math.max(bend, (max - held) / free);
    if (factor * live <= most) return factor;
    bend = most / live;
    free -= live;
    held += most;
  }
  return undefined;
}

function overlap(from: number, to: number, low: number, high: number): number {
  return Math.max(0, Math.min(to, high) - Math.max(from, low));
}
