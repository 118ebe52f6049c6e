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
  expect(alternativesOf(pattern, all.length)).toEqual(all);
  if (all.length > 1) expect(alternativesOf(pattern, all.length - 1)).toBeUndefined();
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
      const wanted = slowly(pattern);
      expect(alternativesOf(pattern, wanted.length)).toEqual(wanted);
      if (wanted.length > 1) expect(alternativesOf(pattern, wanted.length - 1)).toBeUndefined();
    }),
    { numRuns: Number(process.env["RUNS"] ?? 2000) },
  );
});

test("too many are not made, however they are nested, and none of what does not close", () => {
  expect(alternativesOf("{a,b}".repeat(500_000), 4096)).toBeUndefined();
  expect(alternativesOf(`${"{a,".repeat(300_000)}${"}".repeat(300_000)}`, 4096)).toBeUndefined();
  expect(alternativesOf(`${"{".repeat(300_000)}a${"}".repeat(300_000)}`, 1)).toEqual(["a"]);
  expect(alternativesOf(`{${"{a,b}".repeat(300_000)}`, 1)).toHaveLength(1);
});
