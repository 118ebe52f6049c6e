import { expect, test } from "vitest";
import { foldingRanges } from "../../../../src/core/language/folding.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

/** As "kind first-last", lines from 1. */
const folds = (...lines: readonly string[]): readonly string[] =>
  foldingRanges(parse(lines.join("\n"))).map(({ kind, first, last }) => `${kind} ${first + 1}-${last + 1}`);

test("a heading folds the settings below it, up to the blank line before the next heading", () => {
  expect(folds("# Limits", "a.b = 1", "a.c = 2", "", "a.d = 3", "", "# Timeouts", "a.e = 4", "")).toEqual(["section 1-5", "section 7-8"]);
});

test("a heading of several lines stays in sight, and folds by itself", () => {
  expect(folds("# ------", "# Limits", "# ------", "a.b = 1", "a.c = 2")).toEqual(["comment 1-3", "section 3-5"]);
});

test("a remark between settings is no heading", () => {
  expect(folds("# Limits", "a.b = 1", "# why", "# so", "a.c = 2")).toEqual(["section 1-5", "comment 3-4"]);
});

test("commented-out settings, control comments and rulers are no headings", () => {
  expect(
    folds(
      "# Limits",
      "a.b = 1",
      "",
      "# a.c = 2",
      "a.d = 3",
      "",
      "# conntrack-disable-next-line vendor-key",
      "a.e = 4",
      "",
      "#####",
      "a.f = 5",
    ),
  ).toEqual(["section 1-11"]);
});

test("comments without settings below fold only as comments", () => {
  expect(folds("# A licence", "# of two lines", "", "# Nothing set")).toEqual(["comment 1-2"]);
});

test("a file without comments does not fold", () => expect(folds("a.b = 1", "", "a.c = 2")).toEqual([]));
