import { describe, expect, test } from "vitest";
import { findExpressions } from "../../lint/regular-expressions.ts";

const sources = (text: string) => findExpressions("a.ts", text).expressions.map(({ source, flags }) => `/${source}/${flags}`);

describe("regular expressions of a source text", () => {
  test("are literals, wherever they stand, and no comments, paths or divisions", () => {
    expect(sources('const a: RegExp = /a+/g; // /b/\nconst c = 1 / 2 / 3; f("x".replace(/[/]/, "/y/")); type T = RegExp;')).toEqual([
      "/a+/g",
      "/[/]/",
    ]);
  });

  test("are patterns of texts that never change", () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is a program
      'const M = ["Jan", "Feb"]; const MONTH = M.join("|"); const D = "\\\\d"; const R = new RegExp(`^(${MONTH})${D}`, "i"); RegExp("x");';
    expect(sources(text)).toEqual(["/^(Jan|Feb)\\d/i", "/x/"]);
  });

  test("are told where nobody knows the pattern", () => {
    const { expressions, unknown } = findExpressions("a.ts", "\nfunction f(word: string) { return new RegExp(word); }");
    expect([expressions.length, unknown]).toEqual([0, [{ file: "a.ts", line: 2, text: "new RegExp(word)" }]]);
  });
});
