// The drawings as data: complete, in one unit an axis, with the same numbers in words and in a table.
import { describe, expect, it } from "vitest";
import { FILL_ERROR, FILL_WARNING } from "../../../../src/core/advice/fill.ts";
import type { ChartId } from "../../../../src/core/figures/chart-model.ts";
import { formatIn } from "../../../../src/core/figures/format.ts";
import { BAND_SHARES } from "../../../../src/core/figures/limit-marks.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { chartsOf } from "../../../../src/core/plan/charts/draw.ts";
import { addClass, editField } from "../../../../src/core/plan/form.ts";
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

const empty = addClass(stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 }));
const filled = editField(empty, "classes.0.rate", "1000");
const start = "state" in filled ? filled.state : empty;
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
    expect(charts.map(({ id }) => id)).toEqual(["occupancy", "chain-gauge", "chain-lengths", "fill", "memory-parts"]);
    for (const { title, summary, table, series } of charts) {
      expect(title.length).toBeGreaterThan(10);
      expect(summary).toMatch(/^[A-Z0-9].*\.$/s);
      expect(`${summary} ${JSON.stringify(table)}`).not.toMatch(/NaN|undefined|Infinity|∞|\?/);
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
      expect(new Set(series.map(({ id }) => id)).size).toBe(series.length);
    }
  });

  it("draws finite points, ascending on a scale", () => {
    for (const { x, series, marks } of charts) {
      for (const { points } of series) {
        for (const point of points) {
          expect(Number.isFinite(point.x) && Number.isFinite(point.y)).toBe(true);
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
  const [occupancy, gauge, , , parts] = chartsOf(start, results(start));
  // No series of nothing: these entries carry no extension.
  expect(parts?.series.map(({ points }) => points[0]?.y)).toEqual([64 * 2 ** 20, 2 * 2 ** 20]);
  expect(parts?.table.rows.at(-1)).toEqual(["Total", "66 MiB", "69,206,016", "100 %"]);
  expect(gauge?.series[0]?.points).toEqual([{ x: 0, y: 2 }]);
  expect(occupancy?.series.map(({ id, points }) => [id, points[0]?.y])).toEqual([
    ["TIME_WAIT", 120_000],
    ["ESTABLISHED", 250],
    ["expired", expect.closeTo(48_143, -1)],
  ]);
});

it("has its bands where everything else speaks of a fill", () => {
  expect(BAND_SHARES).toEqual([0.75, FILL_WARNING, FILL_ERROR]);
});

describe("axes are scaled to their data", () => {
  const draw = (state: CalculatorState, chart: ChartId) => chartsOf(state, results(state)).find(({ id }) => id === chart);
  const typed = (value: number) => ({ value, origin: "typed" as const });

  it("with the limit at the edge where it is far, and bands below it where it is near", () => {
    const far = draw({ ...start, max: typed(4_000_000), buckets: typed(4_000_000) }, "fill");
    expect(far?.y.max).toBeLessThan(300_000);
    expect(far?.marks).toEqual([{ id: "limit", label: "Limit 4,000,000", axis: "y", at: 4_000_000, edge: true, colour: "red" }]);
    const near = draw({ ...start, max: typed(200_000) }, "fill");
    expect(near?.y.max).toBeGreaterThan(200_000);
    expect(near?.marks.map(({ label, at, to }) => [label, at, to])).toEqual([
      ["75 %", 150_000, 160_000],
      ["80 %", 160_000, 180_000],
      ["90 %", 180_000, 200_000],
      ["Limit 200,000", 200_000, undefined],
    ]);
  });

  it("a histogram shows the chains that there are, and the gauge where refusal begins", () => {
    const short = draw(start, "chain-lengths");
    expect(short?.x.categories?.length).toBeLessThan(15);
    // A limit of 50 to 79 is drawn, and a chain of limit + 2 nodes takes no more.
    expect(short?.marks.find(({ id }) => id === "limit")).toMatchObject({ axis: "x", at: 52, edge: true });
    const bad = { ...start, max: typed(1_000_000), buckets: typed(16_384) };
    const long = draw(bad, "chain-lengths");
    const drawn = long?.series[0]?.points.filter(({ y }) => y > 0.01) ?? [];
    expect(drawn.length).toBeGreaterThan(0.3 * (long?.x.categories?.length ?? 0));
    // Up to the end of the axis: what is longer is refused as well.
    const refused = { id: "limit", label: "Refused from 52", axis: "y", at: 52, to: Number.MAX_SAFE_INTEGER, colour: "red" };
    expect(draw(bad, "chain-gauge")?.marks).toEqual([refused]);
  });
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
