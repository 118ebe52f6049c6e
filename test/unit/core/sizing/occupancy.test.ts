// Entries by arrival rate and time, worked out by hand.
import { describe, expect, it } from "vitest";
import {
  type Arrivals,
  EPHEMERAL_PORTS,
  expiredBefore,
  factorFor,
  type Load,
  liveAt,
  portShare,
  secondsUntil,
  steadyLive,
} from "../../../../src/core/sizing/occupancy.ts";
import type { WorkloadClass } from "../../../../src/core/sizing/workload.ts";

function load(rate: number, lifetime: number, pairs: number | null = null): Load {
  const flow: WorkloadClass = {
    name: "x",
    protocol: "tcp",
    rate,
    duration: 0,
    ends: "closed",
    bothWays: true,
    packets: null,
    pairs,
    port: null,
    nat: false,
  };
  return { flow, stays: [], lifetime, most: pairs === null ? Infinity : EPHEMERAL_PORTS * pairs };
}

const FROM_EMPTY: readonly Arrivals[] = [{ factor: 1, from: 0, to: Infinity }];

it("is rate x time in steady state", () => {
  expect(steadyLive(load(1000, 120))).toBe(120_000);
  expect(steadyLive(load(1000, 120), 1.5)).toBe(180_000);
});

it("has no more entries than ephemeral ports", () => {
  // 60999 - 32768 + 1, as ip_local_port_range has it.
  expect(EPHEMERAL_PORTS).toBe(28_232);
  expect(steadyLive(load(1000, 120, 4))).toBe(112_928);
  expect(portShare(load(1000, 120, 4))).toBeCloseTo(112_928 / 120_000);
  expect(portShare(load(900, 120, 4))).toBe(1);
  expect(liveAt(load(1000, 120, 1), FROM_EMPTY, 60)).toBe(28_232);
  // A port used again takes its old entry over, expired or not.
  expect(expiredBefore(load(1000, 120, 1), FROM_EMPTY, 1000, 60)).toBe(0);
});

describe("over time", () => {
  it("fills at the rate until the first entries expire", () => {
    const one = load(100, 120);
    expect([0, 60, 120, 500].map((at) => liveAt(one, FROM_EMPTY, at))).toEqual([0, 6000, 12_000, 12_000]);
    expect([120, 130, 500].map((at) => expiredBefore(one, FROM_EMPTY, at, 60))).toEqual([0, 1000, 6000]);
  });

  it("carries a burst on top, and lets it go", () => {
    // 100/s for ever and 200/s more in seconds 0 to 30, 20 s each.
    const one = load(100, 20);
    const burst: readonly Arrivals[] = [
      { factor: 1, from: -Infinity, to: Infinity },
      { factor: 2, from: 0, to: 30 },
    ];
    expect([-5, 0, 10, 20, 30, 40, 50, 60].map((at) => liveAt(one, burst, at))).toEqual([2000, 2000, 4000, 6000, 6000, 4000, 2000, 2000]);
    // Between 30 and 40 went what came between 10 and 20.
    expect(expiredBefore(one, burst, 40, 10)).toBe(3000);
  });

  it("finds the second at which the table is full", () => {
    const loads = [load(100, 10), load(50, 100)];
    // 150/s for 10 s, then 50/s: 1500 after 10 s, 3000 after 40 s, 6000 in the end.
    expect(secondsUntil(loads, 1, 1500)).toBe(10);
    expect(secondsUntil(loads, 1, 750)).toBe(5);
    expect(secondsUntil(loads, 1, 3000)).toBeCloseTo(40);
    expect(secondsUntil(loads, 1, 6001)).toBeUndefined();
    expect(secondsUntil(loads, 2, 3000)).toBe(10);
    expect(secondsUntil([], 1, 1)).toBeUndefined();
  });

  it("finds it where ports run out on the way", () => {
    // 1000/s for 28.232 s, then only the other class goes on.
    const loads = [load(1000, 1000, 1), load(10, 10_000)];
    expect(secondsUntil(loads, 1, 28_232 + 1000)).toBeCloseTo(100);
  });
});

describe("the factor at which live entries are max", () => {
  it("is plain division", () => {
    expect(factorFor([load(1000, 120), load(1000, 80)], 100_000)).toBe(0.5);
    expect(factorFor([], 100)).toBeUndefined();
  });

  it("goes on without classes that have no ports left", () => {
    // At factor 1 the first has its 28,232 already; 71,768 more come from the second at 7.1768 times its 10,000.
    expect(factorFor([load(1000, 120, 1), load(100, 100)], 100_000)).toBeCloseTo(7.1768);
    expect(factorFor([load(1000, 120, 1)], 28_233)).toBeUndefined();
  });
});
