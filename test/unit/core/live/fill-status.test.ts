// The status bar's words and colours for a running table.
import { describe, expect, test } from "vitest";
import { fillStatus } from "../../../../src/core/live/fill-status.ts";

describe("the running table", () => {
  test.each([
    // 53,085 of 65,536 are 81.0 %.
    [53_085, 65_536, "81 %", "warning"],
    [0, 262_144, "0 %", "normal"],
    [799, 1000, "79 %", "normal"],
    [800, 1000, "80 %", "warning"],
    [899, 1000, "89 %", "warning"],
    [900, 1000, "90 %", "error"],
    [29, 100, "29 %", "normal"],
    // The check and the count are not one step in the kernel, so a little more than all is possible.
    [1010, 1000, "101 %", "error"],
  ])("%i of %i", (count, max, text, level) => {
    expect(fillStatus({ count, max })).toMatchObject({ text, level });
  });

  test("has words for screen readers", () => {
    expect(fillStatus({ count: 53_085, max: 65_536 }).label).toBe("Conntrack table 81 % full: 53,085 of 65,536 entries");
  });

  test("without a limit it is a count, never a warning", () => {
    expect(fillStatus({ count: 5_000_000, max: 0 })).toMatchObject({ text: "5,000,000", level: "normal" });
  });
});
