// What goes into a query, and what comes out of an answer: spans, labels, packed peaks, answers of anybody's making.
import { describe, expect, test } from "vitest";
import { readAnswer } from "../../../../src/core/fleet/answer.ts";
import { oneOf, printMatchers, readMatchers } from "../../../../src/core/fleet/matchers.ts";
import { decodePeak, peakExpression } from "../../../../src/core/fleet/peak-code.ts";
import { printTag, readTag } from "../../../../src/core/fleet/scope.ts";
import { type Span, spanOf, windowAt, windowEnd } from "../../../../src/core/fleet/span.ts";

const DAY = 86400;
const span: Span = { end: 30 * DAY, range: 30 * DAY, window: DAY, step: 300 };

describe("spans", () => {
  test.each([
    [30 * DAY, DAY, 300],
    [7 * DAY, DAY, 120],
    [365 * DAY, DAY, 3600],
    [DAY, 3600, 60],
    [3600, 300, 15],
  ])("of %i s in windows of %i s and steps of %i s", (range, window, step) => {
    expect(spanOf(1_000_000_007, range)).toMatchObject({ range, window, step });
  });

  test("end on a step, and hold whole windows", () => {
    expect(spanOf(1_000_000_007, 29.5 * DAY)).toMatchObject({ end: 999_999_900 + 0, range: 30 * DAY });
  });

  test("that make no sense are refused", () => {
    for (const [range, step] of [
      [60, undefined],
      [900 * DAY, undefined],
      [30 * DAY, 7],
      [30 * DAY, 0.5],
      [700 * DAY, 300],
    ] as const)
      expect(spanOf(1e9, range, step)).toHaveProperty("error");
  });

  test("know their windows, ends included", () => {
    expect(windowAt(span, 1)).toBe(0);
    expect(windowAt(span, DAY)).toBe(0);
    expect(windowAt(span, DAY + 1)).toBe(1);
    expect(windowAt(span, 30 * DAY)).toBe(29);
    expect(windowAt(span, 0)).toBe(0);
    expect(windowAt(span, -1)).toBeUndefined();
    expect(windowAt(span, 30 * DAY + 1)).toBeUndefined();
    expect(windowEnd(span, 29)).toBe(span.end);
  });
});

describe("packed peaks", () => {
  test("say entries and step, also of the largest limit", () => {
    expect(decodePeak(1000 * 65_536 + 3, span)).toEqual({ entries: 1000, at: span.end - 900 });
    expect(decodePeak((2 ** 31 - 1) * 65_536 + 8640, span)).toEqual({ entries: 2 ** 31 - 1, at: span.end - span.range });
    expect(decodePeak(Number.POSITIVE_INFINITY, span)).toBeUndefined();
  });

  test("are asked for by steps of a window", () => {
    expect(peakExpression('m{a="b"}', span)).toBe('max_over_time((max_over_time(m{a="b"}[5m]) * 65536 + (2592000 - time()) / 300)[1d:5m])');
  });
});

describe("matchers", () => {
  test.each([
    ['{pool="gw"}', '{pool="gw"}'],
    ['pool="gw", zone=~"a|b"', '{pool="gw",zone=~"a|b"}'],
    ["{a!='it\\'s',}", `{a!="it's"}`],
    ['{a="x\\"},y"}', '{a="x\\"},y"}'],
    ["{}", ""],
    ["", ""],
  ])("%s is %s", (text, printed) => {
    expect(printMatchers(readMatchers(text) ?? [])).toBe(printed);
    expect(readMatchers(text)).toBeDefined();
  });

  test.each([
    'up{a="b"}',
    '{a="b"} or vector(1)',
    '{a="b}',
    '{a="b"}) or (up',
    '{__name__="up"}',
    '{a~"b"}',
    '{a="\\d"}',
    '{1="b"}',
    '{a="b" c="d"}',
  ])("%s is refused", (text) => {
    expect(readMatchers(text)).toBeUndefined();
  });

  test("of a list stand for themselves", () => {
    expect(printMatchers([oneOf("instance", ["a.b:1", 'c"d'])])).toBe('{instance=~"a\\\\.b:1|c\\"d"}');
  });
});

test("an answer says what it is the answer to", () => {
  const scope = { span, matchers: [], by: ["pool", "zone"], host: "node" };
  expect(readTag(printTag("peaks", scope))).toEqual({ question: "peaks", scope });
  for (const tag of ["", "peaks", "peaks;1;2;3;4;a;b", "peaks;2592000;2592000;86400;300;po ol;node", "peaks;1;99999999999;1;1;a;b"])
    expect(readTag(tag)).toBeUndefined();
});

describe("answers", () => {
  const vector = (...result: unknown[]) => ({ status: "success", data: { resultType: "vector", result } });

  test("NaN and infinities stay, and count for nothing", () => {
    const answer = readAnswer(
      vector(...["NaN", "+Inf", "-Inf", "12.5", "1e3"].map((value) => ({ metric: { a: "b" }, value: [1, value] }))),
    );
    expect(answer).toMatchObject({
      series: [Number.NaN, Number.NaN, Number.NaN, 12.5, 1000].map((value) => ({ labels: { a: "b" }, samples: [{ time: 1, value }] })),
    });
  });

  test("what the store warns of is kept", () => {
    expect(readAnswer({ ...vector(), warnings: ["no store matched", 7] })).toMatchObject({ warnings: ["no store matched"] });
    expect(readAnswer({ ...vector(), isPartial: true })).toMatchObject({ warnings: [expect.stringContaining("partial")] });
  });

  test.each([
    [
      { status: "error", errorType: "timeout", error: "query timed out" },
      { kind: "timeout", problem: "query timed out" },
    ],
    [{ status: "error" }, { kind: "error", problem: "no reason given" }],
    [
      { status: "success", data: ["a"] },
      { kind: undefined, problem: expect.stringContaining("names, not values") },
    ],
    [
      { status: "success", data: { resultType: "string", result: [1, "x"] } },
      { kind: undefined, problem: expect.any(String) },
    ],
    [null, { kind: undefined, problem: expect.any(String) }],
    [[], { kind: undefined, problem: expect.any(String) }],
    ["text", { kind: undefined, problem: expect.any(String) }],
  ])("%j is a problem", (data, problem) => {
    expect(readAnswer(data)).toEqual(problem);
  });

  test.each([[{ metric: 1 }], [{ metric: {}, value: "x" }], [null], [{ metric: { a: 1 }, value: ["1", 2] }]])(
    "a result of %j holds nothing",
    (item) => {
      const answer = readAnswer(vector(item));
      expect("series" in answer && answer.series.flatMap(({ samples }) => samples)).toEqual([]);
    },
  );
});
