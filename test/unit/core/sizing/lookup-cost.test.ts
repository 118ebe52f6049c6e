import { expect, it } from "vitest";
import { lookupCost } from "../../../../src/core/sizing/lookup-cost.ts";

it("gives the measured points, as multiples of what tracking adds with short chains", () => {
  // (11499.7 - 3216.2) / (3926.8 - 3216.2)
  expect(lookupCost(195.31).relative).toBeCloseTo(11.657, 3);
  expect(lookupCost(0.19)).toEqual({ relative: 1, extrapolated: false });
  expect(lookupCost(0)).toEqual({ relative: 1, extrapolated: false });
});

it("goes straight between two points, and says where it goes beyond the last", () => {
  // Half-way between 24.41 and 48.83 nodes: (5216.2 + 5606.5) / 2 = 5411.35
  expect(lookupCost((24.41 + 48.83) / 2).relative).toBeCloseTo((5411.35 - 3216.2) / 710.6, 6);
  expect(lookupCost(390.62).extrapolated).toBe(false);
  expect(lookupCost(391).extrapolated).toBe(true);
  // On by the last stretch: 4158.9 ns more for 195.31 nodes more.
  expect(lookupCost(390.62 + 195.31).relative).toBeCloseTo((15658.6 + 4158.9 - 3216.2) / 710.6, 6);
});

it("never gets cheaper with longer chains", () => {
  let before = 0;
  for (let mean = 0; mean < 500; mean += 0.1) {
    const { relative } = lookupCost(mean);
    expect(relative).toBeGreaterThanOrEqual(before);
    before = relative;
  }
});
