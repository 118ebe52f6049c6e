// The drawings as data: complete, in one unit an axis, with the same numbers in words and in a table.
import { describe, expect, it } from "vitest";
import { formatIn } from "../../../../src/core/figures/format.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { chartsOf } from "../../../../src/core/plan/charts/draw.ts";
import { editField } from "../../../../src/core/plan/form.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import type { CalculatorResults } from "../../../../src/core/plan/model/results.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { applyPreset, PRESETS } from "../../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";

function results(state: CalculatorState): CalculatorResults {
  const answer = calculate(state);
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

const start = stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 });
const burst = editField(start, "scenario", "burst");
const states: readonly (readonly [string, CalculatorState])[] = [
  ["as it begins", start],
  ["through a burst", "state" in burst ? burst.state : start],
  ["with no flows", { ...start, classes: { value: [], origin: "typed" } }],
  [
    "with a hash table that is far too small",
    { ...start, max: { value: 4_000_000, origin: "typed" }, buckets: { value: 512, origin: "typed" } },
  ],
  [
    "on an old kernel with chains of thousands",
    {
      ...stateFrom({ ...DEFAULT_TARGET, kernel: { release: 4_004_000, backporting: false, text: "4.4" } }),
      max: { value: 2_000_000, origin: "typed" },
      buckets: { value: 512, origin: "typed" },
    },
  ],
  ["with a budget", { ...start, budget: { value: 2 ** 26, origin: "typed" } }],
  ...PRESETS.map(({ id }) => [id, applyPreset(start, id)] as const),
];

describe.each(states)("%s", (_, state) => {
  const charts = chartsOf(state, results(state));

  it("has all five, each with a summary and a table", () => {
    expect(charts.map(({ id }) => id)).toEqual(["memory-parts", "memory-by-max", "chain-lengths", "occupancy", "fill"]);
    for (const { title, summary, table, series } of charts) {
      expect(title.length).toBeGreaterThan(10);
      expect(summary).toMatch(/^[A-Z0-9].*\.$/s);
      expect(`${summary} ${JSON.stringify(table)}`).not.toMatch(/NaN|undefined|Infinity|∞|\?/);
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
      expect(new Set(series.map(({ id }) => id)).size).toBe(series.length);
    }
  });

  it("draws finite points, ascending on a scale, above 0 on a logarithmic one", () => {
    for (const { x, y, series, marks } of charts) {
      for (const { points } of series) {
        for (const point of points) {
          expect(Number.isFinite(point.x) && Number.isFinite(point.y)).toBe(true);
          if (x.scale === "logarithmic") expect(point.x).toBeGreaterThan(0);
          if (y.scale === "logarithmic") expect(point.y).toBeGreaterThan(0);
          if (x.scale === "category") expect(x.categories?.[point.x]).toBeDefined();
        }
        const at = points.map((point) => point.x);
        expect(at).toEqual([...at].sort((a, b) => a - b));
      }
      for (const { at } of marks) expect(Number.isFinite(at)).toBe(true);
    }
  });
});

it("shows the same numbers in drawing and table", () => {
  const [parts, byMax, , occupancy] = chartsOf(start, results(start));
  expect(parts?.series.map(({ points }) => points[0]?.y)).toEqual([64 * 2 ** 20, 0, 2 * 2 ** 20]);
  expect(parts?.table.rows.at(-1)).toEqual(["Total", "66 MiB", "69,206,016", "100 %"]);
  expect(byMax?.series.find(({ id }) => id === "here")?.points).toEqual([{ x: 262_144, y: 66 * 2 ** 20 }]);
  expect(occupancy?.series.map(({ id, points }) => [id, points[0]?.y])).toEqual([
    ["TIME_WAIT", 120_000],
    ["ESTABLISHED", 250],
  ]);
});

it("marks the insert limit where the first inserts are refused", () => {
  const chains = chartsOf(start, results(start)).find(({ id }) => id === "chain-lengths");
  // A limit of 50 to 79 is drawn, and a chain of limit + 2 nodes takes no more.
  expect(chains?.marks.find(({ id }) => id === "limit")).toMatchObject({ axis: "x", at: 52, to: 81 });
});

it.each([
  ["bytes", 2 ** 26, "64 MiB"],
  ["seconds", 90, "1 min 30 s"],
  ["share", 0.25, "25 %"],
  ["entries", 262_144, "262,144"],
  ["nodes", 1.9876, "1.99"],
] as const)("prints %s", (unit, value, text) => {
  expect(formatIn(unit, value)).toBe(text);
});
