import fc from "fast-check";
import { expect, test } from "vitest";
import type { Span } from "../../../../src/core/text/span.ts";
import { takenPlaces } from "../../../../src/core/text/taken-places.ts";

const collide = (a: Span, b: Span): boolean => (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);

const span = fc.tuple(fc.nat(30), fc.nat(6)).map(([start, length]): Span => ({ start, end: start + length }));

test("finds the same collisions as comparing each with each", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 40 }), (spans) => {
      const places = takenPlaces();
      const taken: Span[] = [];
      for (const one of spans) {
        const expected = taken.some((other) => collide(one, other));
        expect(places.collides(one)).toBe(expected);
        if (expected) continue;
        places.take(one);
        taken.push(one);
      }
    }),
    { numRuns: 5000 },
  );
});
