// Alternatives in braces, against what bash makes of them by hand, and against a rule that is short and slow.
import fc from "fast-check";
import { expect, test } from "vitest";
import { alternativesOf } from "../../../../src/core/boot/tree/braces.ts";

test.each([
  ["a{b,c}d", ["abd", "acd"]],
  ["a{b,{c,d}}", ["ab", "ac", "ad"]],
  ["a{b{1,2},c}{x,y}", ["ab1x", "ab1y", "ab2x", "ab2y", "acx", "acy"]],
  ["{,x}", ["", "x"]],
  ["{}a", ["a"]],
  ["a", ["a"]],
  ["{a", ["{a"]],
  ["{a,b}{c", ["a{c", "b{c"]],
  ["{a,{b,c}", ["{a,{b,c}"]],
  ["a,b}", ["a,b}"]],
  ["\\{a,b}", ["\\{a,b}"]],
  ["{a\\,b,c\\}}", ["a\\,b", "c\\}"]],
])("%s", (pattern, all) => {
  const { count, all: made } = alternativesOf(pattern);
  expect([count, made()]).toEqual([all.length, all]);
});

/** The first braces that close, once for each text between their commas; and again. */
function slowly(pattern: string): readonly string[] {
  const open = /^(?:\\.|[^\\{])*?\{/su.exec(pattern)?.[0].length ?? 0;
  const texts: string[] = [];
  let [depth, from] = [1, open];
  for (let at = open; open > 0 && at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}") depth--;
    if ((depth === 0 && character === "}") || (depth === 1 && character === ",")) {
      texts.push(pattern.slice(from, at));
      from = at + 1;
    }
    if (depth === 0) return texts.flatMap((text) => slowly(pattern.slice(0, open - 1) + text + pattern.slice(at + 1)));
  }
  return [pattern];
}

test("any pattern", () => {
  const piece = fc.constantFrom("{", "}", ",", "a", "b", "\\", "{a,b}", "{}", "*");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const pattern = pieces.join("");
      const { count, all } = alternativesOf(pattern);
      const wanted = slowly(pattern);
      expect([count, all()]).toEqual([wanted.length, wanted]);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 2000) },
  );
});

test("they are counted without being made, and nobody's are not looked for", () => {
  expect(alternativesOf("{a,b}".repeat(40)).count).toBe(2 ** 40);
  expect(alternativesOf(`${"{a,".repeat(2000)}${"}".repeat(2000)}`).count).toBe(2001);
  expect(alternativesOf("{a,b}".repeat(500_000)).count).toBe(1);
});
