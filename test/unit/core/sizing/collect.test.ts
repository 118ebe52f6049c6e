// What waits for the collector, against its rule played out node by node, and against what 6.18.44 was seen to do.
import { describe, expect, it } from "vitest";
import { type Collector, collectorsOf } from "../../../../src/core/kernel/collector.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { collectorInterval, longestInterval, type Remaining, uncollected } from "../../../../src/core/sizing/collect.ts";

const MEAN: Collector = { kind: "adaptive", bias: 100 };

function seeded(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** gc_worker of 6.2 and later: a running mean of whole jiffies, begun with 100 entries of 60 s; every entry met twice. */
function played(parts: readonly Remaining[], hz: number): number {
  const random = seeded();
  const all = parts.reduce((sum, { entries }) => sum + entries, 0);
  let mean = 60 * hz;
  let count = 100;
  for (let node = 0; node < 2 * all; node++) {
    const part = picked(parts, random() * all);
    const left = Math.floor((part.from + random() * (part.to - part.from)) * hz);
    const held = Math.min(Math.max(left, hz), 300 * hz);
    mean += Math.trunc((held - mean) / ++count);
  }
  return Math.min(60, Math.max(1, mean / hz));
}

function picked(parts: readonly Remaining[], at: number): Remaining {
  let before = 0;
  for (const part of parts) {
    before += part.entries;
    if (at < before) return part;
  }
  throw new Error("nothing to pick");
}

describe("the pause of the collector", () => {
  it.each<[number, readonly Remaining[]]>([
    [250, [{ from: 0, to: 5, entries: 5000 }]],
    [1000, [{ from: 0, to: 30, entries: 30_000 }]],
    [100, [{ from: 0, to: 5, entries: 100 }]],
    [250, [{ from: 0, to: 0.5, entries: 500 }]],
    [
      250,
      [
        { from: 0, to: 3, entries: 3000 },
        { from: 0, to: 10, entries: 10_000 },
      ],
    ],
    [
      250,
      [
        { from: 0, to: 2, entries: 2000 },
        { from: 100, to: 100, entries: 500 },
      ],
    ],
  ])("HZ %i, %o", (hz, parts) => {
    const expected = played(parts, hz);
    expect(Math.abs(collectorInterval(MEAN, parts, hz) - expected) / expected).toBeLessThan(0.03);
  });

  it("is about what 6.18.44 showed for 1,000 UDP flows a second of 5 s each: every 8 s or so", () => {
    const interval = collectorInterval(MEAN, [{ from: 0, to: 5, entries: 5000 }], 250);
    expect(interval).toBeGreaterThan(7);
    expect(interval).toBeLessThan(8.5);
  });

  it("is a minute at most, and for an empty table", () => {
    expect(collectorInterval(MEAN, [{ from: 432000, to: 432000, entries: 1e6 }], 250)).toBe(60);
    expect(collectorInterval(MEAN, [], 250)).toBe(60);
    expect(longestInterval(MEAN)).toBe(60);
  });

  it("is none where each entry has a timer, and fixed where the table is scanned round and round", () => {
    expect(collectorInterval({ kind: "timers" }, [{ from: 0, to: 5, entries: 1 }], 250)).toBe(0);
    expect(collectorInterval({ kind: "rounds", seconds: 120 }, [{ from: 0, to: 5, entries: 1 }], 250)).toBe(120);
  });

  it("follows whatever was met last where the mean is a running one", () => {
    expect(collectorInterval({ kind: "adaptive", bias: 0 }, [{ from: 0, to: 30, entries: 9 }], 250)).toBe(30);
  });
});

describe("by kernel, as the trees show it", () => {
  it.each([
    ["4.8.15", [{ kind: "timers" }]],
    ["4.14.67", [{ kind: "rounds", seconds: 16 }]],
    ["5.4.124", [{ kind: "rounds", seconds: 16 }]],
    ["5.10.223", [{ kind: "rounds", seconds: 120 }]],
    ["5.15.41", [{ kind: "adaptive", bias: 0 }]],
    ["6.6.152", [{ kind: "adaptive", bias: 100 }]],
    ["6.18.44", [{ kind: "adaptive", bias: 100 }]],
  ])("%s", (kernel, expected) => {
    expect(collectorsOf({ kernel: version(kernel), arch: "x86_64" })).toEqual(expected);
  });

  it("says all that may be where no tree decides", () => {
    expect(collectorsOf({ kernel: version("5.10.1"), arch: "x86_64" }).length).toBeGreaterThan(1);
  });
});

describe("what waits", () => {
  it("is nearly all that expired in a large table, and never half as many as there are buckets", () => {
    expect(uncollected(1000, 2 ** 28)).toBeCloseTo(1000, 1);
    expect(uncollected(1e9, 1024)).toBe(512);
    expect(uncollected(0, 1024)).toBe(0);
  });

  it("is what is left when every new flow clears the chain it looks through", () => {
    const buckets = 16_384;
    const random = seeded();
    const below = (limit: number): number => Math.floor(random() * limit);
    const chains = Array.from({ length: buckets }, () => new Set<number>());
    const places: (readonly [number, number])[] = [];
    let waiting = 0;
    for (let expired = 1; expired <= 32_000; expired++) {
      const place = [below(buckets), below(buckets)] as const;
      places.push(place);
      for (const bucket of place) chains[bucket]?.add(expired - 1);
      waiting++;
      // One comes as one goes.
      for (const entry of chains[below(buckets)] ?? []) {
        for (const bucket of places[entry] ?? []) chains[bucket]?.delete(entry);
        waiting--;
      }
    }
    expect(Math.abs(uncollected(32_000, buckets) - waiting) / waiting).toBeLessThan(0.02);
  });
});
