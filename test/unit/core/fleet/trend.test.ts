// Slopes against sums done by hand, and how sure they are.
import { expect, test } from "vitest";
import { trendOf } from "../../../../src/core/fleet/trend.ts";

const line = (...values: readonly number[]) => values.map((y, x) => ({ x, y }));

test("the median of the slopes of all pairs: one wild value moves nothing", () => {
  // Pairs: 1, 1, 1, 1, 1, 1 of the first four; with 100 in the fifth 97, 49, 98/3, 99/4. Sorted, the middle of ten is 1.
  expect(trendOf(line(0, 1, 2, 3, 100))).toMatchObject({ slope: 1, at: 0 });
});

test("the interval is that of Sen: ranks by the standard deviation of Kendall's S", () => {
  // n = 5: variance 5 * 4 * 15 / 18 = 16.67, so 1.96 deviations are 8.0 of 10 pairs: ranks 1 and 8, from 0.
  const trend = trendOf(line(0, 2, 1, 4, 3));
  // Slopes sorted: -1, -1, 1/2, 1/2, 3/4, 1, 1, 3/2, 2, 3.
  expect(trend?.slope).toBeCloseTo((0.75 + 1) / 2);
  expect(trend?.low).toBe(-1);
  expect(trend?.high).toBe(2);
  // Seven pairs rise more than fall less (8 up, 2 down): S = 6, less 1 for being counted in whole numbers.
  expect(trend?.z).toBeCloseTo(5 / Math.sqrt(50 / 3));
});

test("values that are all the same are no trend", () => {
  expect(trendOf(line(5, 5, 5, 5, 5))).toMatchObject({ slope: 0, z: 0, at: 5 });
});

test("with a season only equal places of it are compared", () => {
  const weeks = Array.from({ length: 28 }, (_, x) => ({ x, y: 100 + x + (x % 7 >= 5 ? -50 : 0) }));
  expect(trendOf(weeks, 7)).toMatchObject({ slope: 1, low: 1, high: 1 });
});

test("too few pairs say nothing", () => {
  expect(trendOf(line(1, 2, 3))).toBeUndefined();
  expect(trendOf([])).toBeUndefined();
});
