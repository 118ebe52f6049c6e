// The most frequent keys: exact while they are few, within the stated error whatever comes.
import { describe, expect, test } from "vitest";
import { CAPACITY, FrequentKeys } from "../../../../src/core/evidence/dump/frequent.ts";
import { seeded } from "../../../kernel/random.ts";

function hold(keys: Iterable<number>): {
  readonly counted: FrequentKeys;
  readonly exact: ReadonlyMap<number, number>;
  readonly total: number;
} {
  const counted = new FrequentKeys();
  const exact = new Map<number, number>();
  let total = 0;
  for (const key of keys) {
    counted.add(Int32Array.of(key, 0, 0, 0), 0);
    exact.set(key, (exact.get(key) ?? 0) + 1);
    total++;
  }
  return { counted, exact, total };
}

function* sequence(count: number, make: (index: number) => number): Generator<number> {
  for (let index = 0; index < count; index++) yield make(index);
}

test("few keys are counted exactly, most frequent first", () => {
  const { counted } = hold(sequence(10_000, (index) => (index % 100 < 50 ? 7 : index % 100)));
  expect(counted.error).toBe(0);
  expect(counted.top(2)).toEqual([
    { key: [7, 0, 0, 0, 0], atLeast: 5000 },
    { key: [50, 0, 0, 0, 0], atLeast: 100 },
  ]);
});

describe("with more keys than there is room for", () => {
  const random = seeded(1);
  const cases: readonly (readonly [string, () => number])[] = [
    ["all different", () => random(2 ** 31)],
    ["a few large among many", () => (random(10) < 3 ? random(5) : random(2 ** 31))],
    ["falling slowly, as addresses do", () => Math.floor(200_000 / (1 + random(200_000)))],
    ["twice as many as counters, in turn", () => random(2 * CAPACITY)],
  ];
  test.each(cases)("%s: no count too high, none too low by more than the error", (_name, next) => {
    const { counted, exact, total } = hold(sequence(300_000, next));
    expect(counted.error).toBeLessThanOrEqual((2 * total) / CAPACITY);
    const top = counted.top(50);
    for (const { key, atLeast } of top) {
      const truth = exact.get(key[0]) ?? 0;
      expect(atLeast).toBeLessThanOrEqual(truth);
      expect(truth).toBeLessThanOrEqual(atLeast + counted.error);
    }
    // Whatever is frequent beyond twice the error is in the list.
    const missed = [...exact].filter(
      ([key, count]) => count > 2 * counted.error && !counted.top(CAPACITY).some((one) => one.key[0] === key),
    );
    expect(missed).toEqual([]);
  });
});

test("keys differ in every word", () => {
  const counted = new FrequentKeys();
  for (let word = 0; word < 5; word++) {
    const key = [9, 9, 9, 9, 9];
    key[word] = 8;
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = key;
    for (let n = 0; n <= word; n++) counted.add(Int32Array.of(a, b, c, d), e);
  }
  expect(counted.top(10).map(({ atLeast }) => atLeast)).toEqual([5, 4, 3, 2, 1]);
});

describe("two that were counted apart", () => {
  test("come together as if they had been counted as one, while they are few", () => {
    const [one, other] = [hold(sequence(1000, (index) => index % 10)), hold(sequence(300, (index) => (index % 3) + 9))];
    // 9: 100 and 100; 10 and 11: 100 each.
    expect(one.counted.topWith(other.counted, 2, () => true)).toEqual([
      { key: [9, 0, 0, 0, 0], atLeast: 200 },
      { key: [0, 0, 0, 0, 0], atLeast: 100 },
    ]);
  });

  test("stay within the sum of their errors, and owe no place to it", () => {
    const random = seeded(11);
    const [one, other] = [0, 1].map(() => hold(sequence(60_000, () => (random(5) === 0 ? 5 : 10 + random(2 ** 30)))));
    if (!one || !other) throw new Error("two are asked for");
    const error = one.counted.error + other.counted.error;
    const [first, ...others] = one.counted.topWith(other.counted, 10, () => true);
    const exact = (one.exact.get(5) ?? 0) + (other.exact.get(5) ?? 0);
    expect(first?.key[0]).toBe(5);
    expect(exact - (first?.atLeast ?? 0)).toBeLessThanOrEqual(error);
    for (const { atLeast } of others) expect(atLeast).toBeGreaterThan(error);
  });
});
