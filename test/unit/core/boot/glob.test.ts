// Patterns of file names: what glob(7) promises, and that no pattern takes long.

import { expect, test } from "vitest";
import { createMachine } from "../../../../src/core/boot/appliers/machine.ts";
import { partMatcher } from "../../../../src/core/boot/tree/glob.ts";
import { patternsOf } from "../../../../src/core/boot/tree/patterns.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";

test.each([
  ["*", "a", true],
  ["*", ".a", false],
  [".*", ".a", true],
  ["a*b*c", "axxbxxc", true],
  ["a*b*c", "axxbxx", false],
  ["a**c", "ac", true],
  ["?", "é", true],
  ["?", "", false],
  ["[a-c]x", "bx", true],
  ["[!a-c]x", "bx", false],
  ["[^a-c]x", "dx", true],
  ["[]x]", "]", true],
  ["[[:digit:]_]", "7", true],
  ["[[:digit:]_]", "a", false],
  ["[c-a]", "b", false],
  ["[a-", "[a-", true],
  ["[a\\]]", "]", true],
  ["\\*", "*", true],
  ["\\*", "a", false],
  ["a.c", "abc", false],
])("%s on %j: %s", (pattern, name, matched) => {
  expect(partMatcher(pattern)(name)).toBe(matched);
});

// A matcher that goes back over every star would not end; these would fill the memory, or the stack.
test("patterns made to be slow are not", () => {
  expect(partMatcher(`${"*a".repeat(100)}b`)("a".repeat(250))).toBe(false);
  expect(partMatcher("*a".repeat(1_000_000))("aaa")).toBe(false);
});

test("of very many long alternatives none is followed, and that is told; of as many short ones all are", () => {
  const machine = createMachine({ target: DEFAULT_TARGET });
  const at = { file: { path: "/a", name: "a", real: "/a", isNull: false, reading: { text: "" } }, statement: STATEMENT };
  const left = (pattern: string): boolean => {
    const patterns = patternsOf(machine, true);
    patterns.matches(at, pattern);
    return patterns.left().left === at;
  };
  expect(left(`${"{a,b}".repeat(12)}${"[a-".repeat(1000)}`)).toBe(true);
  expect(left(`${"{a,b}".repeat(12)}*`)).toBe(false);
});

const STATEMENT = { kind: "exclude", start: 0, end: 1, line: 0, key: "a" } as const;
