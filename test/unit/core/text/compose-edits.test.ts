import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeEdits } from "../../../../src/core/text/compose-edits.ts";
import { applyEdits, type TextEdit } from "../../../../src/core/text/span.ts";

describe("rounds of edits as one", () => {
  test("nothing to do is no edit", () => {
    expect(composeEdits(5, [])).toEqual([]);
    expect(composeEdits(5, [[], []])).toEqual([]);
  });

  test("a second round that edits what the first put in", () => {
    // abc -> aXYc -> aXZc
    const edits = composeEdits(3, [[{ start: 1, end: 2, text: "XY" }], [{ start: 2, end: 3, text: "Z" }]]);
    expect(edits).toEqual([{ start: 1, end: 2, text: "XZ" }]);
  });

  test("an insertion that is taken out again", () => {
    expect(composeEdits(3, [[{ start: 1, end: 1, text: "X" }], [{ start: 1, end: 2, text: "" }]])).toEqual([]);
  });

  /** Edits of a text of a length, in order and apart, from any numbers. */
  function edits(length: number, numbers: readonly number[], texts: readonly string[]): readonly TextEdit[] {
    const places = numbers.map((number) => number % (length + 1)).sort((a, b) => a - b);
    return texts.flatMap((text, index) => {
      const [start, end] = places.slice(2 * index, 2 * index + 2);
      return start === undefined || end === undefined ? [] : [{ start, end, text }];
    });
  }

  test("do the same as the rounds in turn, in bounds, in order and apart", () => {
    const round = fc.tuple(fc.array(fc.nat(), { maxLength: 8 }), fc.array(fc.constantFrom("", "x", "yz", "\n"), { maxLength: 4 }));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(round, { maxLength: 4 }), (text, plans) => {
        const rounds: (readonly TextEdit[])[] = [];
        let result = text;
        for (const [numbers, texts] of plans) {
          const next = edits(result.length, numbers, texts);
          rounds.push(next);
          result = applyEdits(result, next);
        }
        const composed = composeEdits(text.length, rounds);
        expect(applyEdits(text, composed)).toBe(result);
        for (const [index, edit] of composed.entries()) {
          expect(edit.start <= edit.end && edit.end <= text.length).toBe(true);
          // Neighbours would have been one edit.
          if (index > 0) expect(edit.start).toBeGreaterThan(composed[index - 1]?.end ?? 0);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
