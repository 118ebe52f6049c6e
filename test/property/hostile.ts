// Characters and pieces of text that somebody puts where they do harm: into names, values, logs and arguments.
import fc from "fast-check";

const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

const CHARACTERS = [
  ...range(0x00, 0x1f),
  ...range(0x7f, 0x9f),
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x206f),
  ...["\u00ad", "\u061c", "\u180e", "\u3164", "\ufe0f", "\ufeff", "\ufff9", "\u{e0041}", "\ud83d", "\udcff", "\udc9b", "é", "😀"],
];

const PIECES = [
  "\x1b[31m",
  "\x1b]0;title\x07",
  "\x9b2J",
  "\r\n::error::x",
  "www.example.org",
  "https://example.org/x",
  "someone@example.org",
  "[x](command:workbench.action.quit)",
  "![x](https://example.org/x.png)",
  "<img src=x onerror=alert(1)>",
  "&#x202e;",
  "`",
  "|",
  "$(trash)",
  "\\",
  '"',
];

/** A short text with hostile things in it, among letters that are none. */
export const hostile = fc
  .array(fc.oneof(fc.constantFrom(...CHARACTERS), fc.constantFrom(...PIECES), fc.constantFrom("a", "1", " ", "=", ".", "/")), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

/** Texts with hostile ones put into them at any place. */
export function poisoned(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.array(fc.tuple(hostile, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 5 })).map(([text, doses]) =>
    doses.reduce((so, [dose, where]) => {
      const at = Math.floor(where * so.length);
      return so.slice(0, at) + dose + so.slice(at);
    }, text),
  );
}

const RAW: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/** The code of what must never come out as it is: it steers, turns the writing, or is not to be seen. Line feeds and tabs may. */
export function rawIn(text: string): number | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) continue;
    if (RAW.some(([from, to]) => code >= from && code <= to)) return code;
  }
  return undefined;
}
