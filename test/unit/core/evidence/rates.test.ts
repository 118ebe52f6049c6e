// Rates from remaining times: against arrivals that are known, whole and with chance in them.
import { describe, expect, test } from "vitest";
import { BINS, binOf, binStart, countBelow, quantile } from "../../../../src/core/evidence/dump/histogram.ts";
import { deriveRate, type RateQuestion } from "../../../../src/core/evidence/dump/rates.ts";
import { seeded } from "../../../kernel/random.ts";
import { readDump, tcp, times, udp } from "./dumps.ts";

/** Entries with these seconds left, as the kernel prints them: rounded down. */
function binsOf(remaining: readonly number[]): Uint32Array {
  const bins = new Uint32Array(BINS);
  for (const seconds of remaining) {
    const bin = binOf(Math.floor(seconds));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

function ask(remaining: readonly number[], more: Partial<RateQuestion> = {}): ReturnType<typeof deriveRate> {
  return deriveRate({ bins: binsOf(remaining), entries: remaining.length, mayRefresh: false, ...more });
}

/** Arrivals of a rate that changes, each kept for `timeout`; times between arrivals are exponential. */
function arrivals(timeout: number, rateAt: (ago: number) => number, seed = 1): readonly number[] {
  const random = seeded(seed);
  const left: number[] = [];
  const highest = Math.max(...Array.from({ length: 101 }, (_, index) => rateAt((timeout * index) / 100)));
  for (let ago = 0; ; ) {
    ago += -Math.log((random(2 ** 31) + 1) / 2 ** 31) / highest;
    if (ago >= timeout) return left;
    if (random(2 ** 31) / 2 ** 31 < rateAt(ago) / highest) left.push(timeout - ago);
  }
}

describe("bins", () => {
  test("each second its own up to 1,023, then within 0.4 %", () => {
    for (const seconds of [0, 1, 119, 1023, 1024, 1025, 7440, 431_999, 432_000, 2 ** 31, 2 ** 32 - 1]) {
      const bin = binOf(seconds);
      expect(bin).toBeLessThan(BINS);
      expect(binStart(bin)).toBeLessThanOrEqual(seconds);
      expect(binStart(bin + 1)).toBeGreaterThan(seconds);
      if (seconds < 1024) expect(binStart(bin)).toBe(seconds);
      else expect(binStart(bin + 1) - binStart(bin)).toBeLessThanOrEqual(seconds / 256);
    }
  });

  test("counts below, and quantiles", () => {
    const bins = binsOf([0, 1, 1, 5, 5000]);
    expect(countBelow(bins, 0)).toBe(0);
    expect(countBelow(bins, 1.5)).toBe(2);
    expect(countBelow(bins, 6)).toBe(4);
    expect(countBelow(bins, Number.POSITIVE_INFINITY)).toBe(5);
    expect([0, 0.5, 1].map((share) => quantile(bins, share))).toEqual([0, 1, binStart(binOf(5000))]);
    expect(quantile(binsOf([]), 0.5)).toBeUndefined();
  });
});

describe("steady arrivals", () => {
  test.each([
    [5, 200],
    [5, 1000],
    [10, 100],
    [30, 50],
    [120, 10],
    [120, 2000],
    [600, 3],
    [7200, 0.5],
  ])("timeout %i s, %f a second", (timeout, rate) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const left = arrivals(timeout, () => rate, seed);
      const found = ask(left);
      // Counting alone leaves 1 / sqrt(n) open; the window must not add to it.
      expect(Math.abs((found.perSecond ?? 0) / rate - 1)).toBeLessThan(Math.max(0.04, 3.5 / Math.sqrt(left.length)));
      expect(Math.abs((found.window ?? 0) / timeout - 1)).toBeLessThan(0.04);
      expect(found).toMatchObject({ reason: null, steady: true, windowFrom: "dump" });
    }
  });

  test("by hand: 10 a second for 120 s", () => {
    const left = Array.from({ length: 1200 }, (_, index) => index / 10);
    expect(ask(left)).toEqual({
      entries: 1200,
      perSecond: 10,
      reason: null,
      window: 120,
      windowFrom: "dump",
      margin: Number((1.96 / Math.sqrt(1200)).toPrecision(4)),
      lowest: 10,
      highest: 10,
      steady: true,
      atLeast: null,
    });
  });

  test("an entry made in the tick of reading shows the whole timeout", () => {
    const left = [...Array.from({ length: 1000 }, (_, index) => index / 200), 5];
    const { window, perSecond } = ask(left);
    expect(window).toBeCloseTo(5, 1);
    expect(perSecond).toBeCloseTo(200, -1);
  });

  test("the timeout of the host, where it fits what is seen", () => {
    const left = arrivals(30, () => 100);
    expect(ask(left, { timeout: 30 })).toMatchObject({ window: 30, windowFrom: "setting" });
    // Traffic stopped 10 s ago: the mean over the timeout is what is asked for.
    const stopped = arrivals(30, (ago) => (ago < 10 ? 0 : 100));
    expect(ask(stopped, { timeout: 30 }).perSecond).toBeCloseTo(stopped.length / 30, 1);
    // Lowered since: entries keep the timeout they were made with.
    expect(ask(left, { timeout: 10 })).toMatchObject({ window: 30, windowFrom: "dump" });
  });
});

describe("what is not derivable, and why", () => {
  test("fewer than 400 entries", () => {
    expect(ask(arrivals(120, () => 3))).toMatchObject({ perSecond: null, reason: expect.stringContaining("fewer than 400") });
  });

  test("traffic that grew: the mean holds where nothing is refreshed", () => {
    const left = arrivals(120, (ago) => (ago < 60 ? 100 : 20));
    const found = ask(left);
    expect(found.perSecond).toBeGreaterThan(55);
    expect(found.perSecond).toBeLessThan(65);
    expect(found).toMatchObject({ steady: false });
    expect(found.highest).toBeGreaterThan(80);
    expect(found.lowest).toBeLessThan(30);
  });

  test("entries that packets refresh: only what expires", () => {
    // 20 flows a second, each sending again after 1, 3 and 7 s, kept 30 s after its last packet.
    const left = arrivals(37, () => 20).map((seconds) => {
      const age = 37 - seconds;
      const last = Math.max(...[0, 1, 3, 7].filter((at) => at <= age));
      return 30 - (age - last);
    });
    const found = ask(left, { mayRefresh: true });
    expect(found).toMatchObject({ perSecond: null, reason: expect.stringContaining("too many young entries") });
    expect(Math.abs((found.atLeast ?? 0) / 20 - 1)).toBeLessThan(0.15);
  });

  test("a flow that never stops sending", () => {
    expect(
      ask(
        Array.from({ length: 1000 }, () => 29),
        { mayRefresh: true, timeout: 30 },
      ),
    ).toMatchObject({ perSecond: null, atLeast: 0 });
  });
});

test("each state in a dump, with its reason", () => {
  const text =
    times(1200, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })) +
    times(500, (index) => tcp({ state: "ESTABLISHED", left: 431_000 + index })) +
    times(500, (index) => tcp({ state: "FIN_WAIT", left: index % 120 })) +
    times(600, (index) => udp({ left: index % 30, unreplied: true })) +
    times(500, (index) => udp({ left: index % 120 }));
  const { rates } = readDump(text);
  expect(rates["tcp"]?.["TIME_WAIT"]).toMatchObject({ perSecond: 10, window: 120 });
  expect(rates["udp"]?.["unreplied"]).toMatchObject({ perSecond: 20, window: 30 });
  expect(rates["tcp"]?.["ESTABLISHED"]).toMatchObject({ perSecond: null, reason: expect.stringContaining("idle time") });
  expect(rates["tcp"]?.["FIN_WAIT"]).toMatchObject({ perSecond: null, reason: expect.stringContaining("before their timeout") });
  expect(rates["udp"]?.["replied"]).toMatchObject({ perSecond: null });
});

test("a host's settings give the window", () => {
  const text = times(600, (index) => udp({ left: index % 20, unreplied: true }));
  const { rates } = readDump(text, undefined, { "net/netfilter/nf_conntrack_udp_timeout": 30 });
  expect(rates["udp"]?.["unreplied"]).toMatchObject({ perSecond: 20, window: 30, windowFrom: "setting" });
});
