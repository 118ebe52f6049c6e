// A chart model as Chart.js wants it: scales, series, colours. Knows Chart.js, and no conntrack.
import type { ChartDataset, ChartOptions, ScaleOptionsByType } from "chart.js";
import { type Axis, type ChartModel, type ChartSeries, formatIn } from "../src/core/plan/index.ts";
import { areaColour, isLying } from "./chart-shape.ts";
import { faded, type Palette } from "./theme.ts";

export type Kind = "bar" | "line";

export type Series = ChartDataset<Kind, { x: number; y: number }[]>;

/** Whether a dataset was filled with the colours that it would have now. */
export function hasColours({ borderColor, backgroundColor }: Series, { draw, colour }: ChartSeries, palette: Palette): boolean {
  const own = palette.colour(colour);
  return draw === "bars" ? backgroundColor === own && borderColor === palette.background : borderColor === own;
}

/** Fills a dataset; the same object again on the next change, so that Chart.js keeps what it knows of it. */
export function fillSeries(dataset: Series, series: ChartSeries, model: ChartModel, index: number, palette: Palette): void {
  const colour = palette.colour(series.colour);
  const lying = isLying(model);
  dataset.label = series.label;
  dataset.data = series.points.map(({ x, y }) => (lying ? { x: y, y: x } : { x, y }));
  dataset.borderColor = colour;
  if (series.draw === "bars") {
    Object.assign(dataset, {
      type: "bar",
      backgroundColor: colour,
      // Pieces of a stack stand apart by the background between them.
      borderColor: palette.background,
      borderWidth: 1,
      borderSkipped: false,
      categoryPercentage: 0.9,
      barPercentage: 0.92,
      // A stack needs its pieces apart.
      ...(model.stacked ? { stack: "one" } : {}),
    });
    return;
  }
  const point = series.draw === "point";
  const area = series.draw === "area";
  const lower = series.downTo === undefined ? -1 : model.series.findIndex(({ id }) => id === series.downTo);
  Object.assign(dataset, {
    type: "line",
    showLine: !point,
    borderWidth: palette.highContrast ? 2.5 : 2,
    pointRadius: point ? 6 : 0,
    pointHoverRadius: point ? 8 : 4,
    pointStyle: point ? "rectRot" : "circle",
    pointBackgroundColor: colour,
    backgroundColor: areaColour(colour, palette),
    fill: !area ? false : lower >= 0 ? lower : model.stacked && index > 0 ? "-1" : "origin",
    stepped: false,
    // Told apart without colour, too.
    borderDash: area && lower >= 0 ? [4, 3] : [],
    order: point ? -1 : 0,
    ...(model.stacked && area ? { stack: "one" } : {}),
  });
}

/** Models with the same key have the same options: bounds and names are no part of these. */
export function optionsKey({ x, y, stacked }: ChartModel): string {
  const one = x.categories?.length === 1;
  return JSON.stringify([x.label, x.scale, x.unit, one, y.label, y.scale, y.unit, stacked]);
}

const MARK_ROOM = 20;

/** `now` gives the model that is drawn at the time. */
export function optionsOf(model: ChartModel, now: () => ChartModel, palette: Palette): ChartOptions<Kind> {
  const lying = isLying(model);
  const [along, across] = lying ? [model.y, model.x] : [model.x, model.y];
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    indexAxis: lying ? "y" : "x",
    // The readout (readout.ts) is made of elements: nothing is drawn for a pointer.
    events: [],
    // Names of marks stand above bars, and ticks at the ends have room.
    layout: { padding: { top: lying ? MARK_ROOM : 6, right: 28 } },
    font: { family: palette.font },
    color: palette.text,
    scales: {
      x: scaleOf(along, () => (lying ? now().y : now().x), model, palette),
      y: {
        ...scaleOf(across, () => (lying ? now().x : now().y), model, palette, lying && model.x.categories?.length === 1),
        ...(lying ? {} : { afterFit: fixWidth }),
      },
    } as NonNullable<ChartOptions<Kind>["scales"]>,
  };
}

type Scale = Partial<ScaleOptionsByType<"linear">>;

/** The same for all drawings, so that nothing jumps while a slider moves. Wide enough for "8,388,608". */
function fixWidth(scale: { width: number }): void {
  scale.width = 88;
}

function scaleOf(axis: Axis, now: () => Axis, model: ChartModel, palette: Palette, hidden = false): Scale {
  // The names speak for themselves.
  const title = {
    display: !hidden && !(axis.scale === "category" && model.stacked),
    text: axis.label,
    color: palette.text,
    font: { family: palette.font },
  };
  const base = {
    title,
    display: !hidden,
    stacked: model.stacked,
    offset: axis.scale === "category",
    grid: { color: faded(palette.lines, 0.35), offset: false },
    border: { color: palette.lines },
  };
  const ticks = {
    color: palette.text,
    font: { family: palette.font },
    maxRotation: 0,
    autoSkipPadding: 14,
    includeBounds: false,
  };
  if (axis.scale === "category") {
    return { ...base, type: "category", grid: { display: false }, ticks } as unknown as Scale;
  }
  const format = (value: number | string): string => formatIn(axis.unit, Number(value));
  return {
    ...base,
    type: axis.scale,
    afterDataLimits: (scale: TickScale) => {
      const { min, max } = now();
      if (min !== undefined) scale.min = min;
      if (max !== undefined) scale.max = max;
    },
    ticks: { ...ticks, callback: format },
    ...niceSteps(axis),
  } as unknown as Scale;
}

interface TickScale {
  min: number;
  max: number;
  ticks: { value: number }[];
}

const SECOND_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000];

/** Bytes and seconds are not counted in tens. */
function niceSteps({ unit }: Axis): object {
  if (unit !== "bytes" && unit !== "seconds") return {};
  return {
    afterBuildTicks: (scale: TickScale) => {
      const span = scale.max - scale.min;
      const steps = unit === "bytes" ? Array.from({ length: 50 }, (_, power) => 2 ** power) : SECOND_STEPS;
      const step = steps.find((size) => span / size <= 8) ?? span / 5;
      const ticks: { value: number }[] = [];
      for (let value = Math.ceil(scale.min / step) * step; value <= scale.max * 1.0001; value += step) ticks.push({ value });
      scale.ticks = ticks;
    },
  };
}
