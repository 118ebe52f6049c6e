import { expect, test } from "vitest";
import { selectionSpans } from "../../../../src/core/language/selection.ts";
import { at, textOf } from "./cursor.ts";

function selections(text: string): readonly string[] {
  const { document, offset } = at(text);
  return selectionSpans(document, offset).map((span) => textOf(document, span));
}

test("part, key, setting, line, block, file", () => {
  expect(selections("# top\n\n  net.netfil|ter.nf_x = 1 \nb = 2\n")).toEqual([
    "netfilter",
    "net.netfilter.nf_x",
    "net.netfilter.nf_x = 1",
    "  net.netfilter.nf_x = 1 ",
    "  net.netfilter.nf_x = 1 \nb = 2",
    "# top\n\n  net.netfilter.nf_x = 1 \nb = 2\n",
  ]);
});

test("number, value, setting, file", () => {
  expect(selections("a = 4096 87|380 6291456\nb = 1")).toEqual([
    "87380",
    "4096 87380 6291456",
    "a = 4096 87380 6291456",
    "a = 4096 87380 6291456\nb = 1",
  ]);
});

test("word, comment, block", () => {
  expect(selections("# two wo|rds\na = 1\n\nb = 2")).toEqual(["words", "# two words", "# two words\na = 1", "# two words\na = 1\n\nb = 2"]);
});

test("the whole file from a blank line, and from an empty file", () => {
  expect(selections("a = 1\n|\nb = 2")).toEqual(["a = 1\n\nb = 2"]);
  expect(selections("|")).toEqual([""]);
});
