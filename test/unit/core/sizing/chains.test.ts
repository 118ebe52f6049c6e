import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainSpread, heldOf, meanChain, refusedShare, usableEntries } from "../../../../src/core/sizing/chains.ts";

const LONG = { min: 50, max: 79 };
const SHORT = { min: 8, max: 31 };

function near(ours: number, theirs: number, share = 0.01): void {
  expect(Math.abs(ours - theirs) / theirs).toBeLessThan(share);
}

describe("what a small hash table holds", () => {
  it.each([
    // offered, buckets, held by 6.18.44 (or by drawing at random, where the kernel's figure is rounded)
    [30000, 1024, 28800],
    [50000, 1024, 36900],
    [100000, 1024, 40556],
    [300000, 1024, 41300],
    [100000, 4096, 99235],
  ])("%d flows in %d buckets", (offered, buckets, held) => {
    near(heldOf(offered, buckets, LONG), held);
  });

  it("meets the two exact counts within 0.1 %", () => {
    near(heldOf(100000, 1024, LONG), 40556, 0.001);
    near(heldOf(100000, 4096, LONG), 99235, 0.001);
  });

  it("stops where every chain is full", () => {
    // A chain grows to L + 2 = 81 nodes at most, two nodes a flow: 512 x 81 / 2
    near(heldOf(2 ** 31 - 1, 512, LONG), 20736, 0.0001);
    near(heldOf(2 ** 31 - 1, 512, SHORT), (512 * 33) / 2, 0.0001);
  });

  it("takes all where chains stay short or nothing limits them", () => {
    expect(heldOf(262144, 262144, LONG)).toBe(262144);
    expect(heldOf(100000, 16384, LONG)).toBe(100000);
    expect(heldOf(2 ** 31 - 1, 512, null)).toBe(2 ** 31 - 1);
    expect(refusedShare(100000, 1024, null)).toBe(0);
    expect(heldOf(0, 512, LONG)).toBe(0);
    expect(refusedShare(0, 512, LONG)).toBe(0);
  });

  it("gives the share that is refused", () => {
    near(refusedShare(100000, 1024, LONG), 0.59444, 0.001); // 1 - 40556 / 100000
  });

  it("agrees with drawing at random for the short limit", () => {
    near(heldOf(60000, 4096, SHORT), drawn(60000, 4096, SHORT), 0.003);
    near(heldOf(20000, 4096, SHORT), drawn(20000, 4096, SHORT), 0.003);
  });
});

function drawn(offered: number, buckets: number, limit: { min: number; max: number }): number {
  return drawnLengths(offered, buckets, limit).reduce((sum, length) => sum + length, 0) / 2;
}

/** Lengths of the chains after the kernel's rule was played out with a small fixed generator. */
function drawnLengths(offered: number, buckets: number, { min, max }: { min: number; max: number }): readonly number[] {
  const chains = new Array<number>(buckets).fill(0);
  let state = 1;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  for (let i = 0; i < offered; i++) {
    const limit = min + below(max - min + 1);
    const [one, two] = [below(buckets), below(buckets)];
    if ((chains[one] ?? 0) > limit + 1 || (chains[two] ?? 0) > limit + 1) continue;
    chains[one] = (chains[one] ?? 0) + 1;
    chains[two] = (chains[two] ?? 0) + 1;
  }
  return chains;
}

it("counts every flow twice in the mean chain", () => {
  expect(meanChain(262144, 262144)).toBe(2);
  expect(meanChain(100000, 1024)).toBe(195.3125);
});

describe("usable entries", () => {
  it("is the fill at which one new flow in a thousand is refused", () => {
    for (const limit of [SHORT, LONG]) {
      const mean = (2 * usableEntries(2 ** 28, limit)) / 2 ** 28;
      // Poisson by hand: P(refused) = mean over L of 1 - F(L + 1)^2
      let term = Math.exp(-mean);
      let within = term;
      let refused = 0;
      for (let n = 1; n <= limit.max + 1; n++) {
        term *= mean / n;
        within += term;
        if (n > limit.min) refused += (1 - within * within) / (limit.max - limit.min + 1);
      }
      near(refused, 0.001);
    }
  });

  it("grows with the table", () => {
    expect(usableEntries(2048, LONG)).toBeGreaterThan(usableEntries(1024, LONG));
    expect(usableEntries(1024, LONG)).toBeGreaterThan(usableEntries(1024, SHORT));
  });
});

const counts = fc.oneof(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 200000 }));
const tables = fc.oneof(fc.integer({ min: 512, max: 2 ** 28 }), fc.integer({ min: 512, max: 16384 }));
const limits = fc.constantFrom(SHORT, LONG, null);

it("holds no more than is offered, and never less of more", () => {
  fc.assert(
    fc.property(counts, counts, tables, limits, (one, two, buckets, limit) => {
      const [less, more] = [Math.min(one, two), Math.max(one, two)];
      const held = heldOf(less, buckets, limit);
      expect(Number.isSafeInteger(held)).toBe(true);
      expect(held).toBeLessThanOrEqual(less);
      expect(held).toBeGreaterThan(0);
      expect(heldOf(more, buckets, limit)).toBeGreaterThanOrEqual(held);
      expect(heldOf(less, buckets * 2, limit)).toBeGreaterThanOrEqual(held);
      const refused = refusedShare(less, buckets, limit);
      expect(refused >= 0 && refused < 1).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("never makes chains longer with more buckets", () => {
  fc.assert(
    fc.property(counts, tables, fc.integer({ min: 0, max: 2 ** 20 }), (entries, buckets, extra) => {
      expect(meanChain(entries, buckets + extra)).toBeLessThanOrEqual(meanChain(entries, buckets));
    }),
  );
});

describe("how chains are spread", () => {
  it("is Poisson while nothing is refused", () => {
    const { first, width, shares, empty, visited } = chainSpread(262144, 262144, LONG);
    expect([first, width]).toEqual([0, 1]);
    // e^-2 = 0.13534, 2 e^-2, 2 e^-2, 4/3 e^-2
    const e = 0.1353352832;
    [e, 2 * e, 2 * e, (4 / 3) * e].forEach((share, length) => {
      near(shares[length] ?? 0, share, 1e-6);
    });
    near(empty, e, 1e-6);
    expect(visited.hit).toBeCloseTo(2, 6);
    expect(visited.miss).toBe(2);
  });

  it("agrees with drawing at random where inserts are refused", () => {
    const buckets = 1024;
    const lengths = drawnLengths(100_000, buckets, LONG);
    const held = lengths.reduce((sum, length) => sum + length, 0) / 2;
    const { shares, visited } = chainSpread(held, buckets, LONG);
    const mean = shares.reduce((sum, share, length) => sum + share * length, 0);
    near(mean, (2 * held) / buckets, 0.001);
    const spread = Math.sqrt(shares.reduce((sum, share, length) => sum + share * (length - mean) ** 2, 0));
    const drawnSpread = Math.sqrt(lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / buckets);
    expect(Math.abs(spread - drawnSpread)).toBeLessThan(0.2);
    near(visited.hit, lengths.reduce((sum, length) => sum + (length * (length + 1)) / 2, 0) / (2 * held), 0.01);
  });

  it("adds up, whatever the table", () => {
    for (const limit of [null, SHORT, LONG]) {
      for (const [entries, buckets] of [
        [0, 512],
        [1, 512],
        [262144, 65536],
        [300_000, 512],
        [2 ** 31 - 1, 512],
      ] as const) {
        const { shares, visited } = chainSpread(entries, buckets, limit);
        near(
          shares.reduce((sum, share) => sum + share, 0),
          1,
          1e-5,
        );
        expect(shares.length).toBeLessThan(100);
        expect(visited.miss).toBeLessThanOrEqual((2 * entries) / buckets + 1e-9);
      }
    }
  });
});
