// How a chart model is laid out: what its frame and its painting both go by.
import type { ChartModel } from "../src/core/plan/index.ts";
import { faded, type Palette } from "./theme.ts";

/** Stacks lie better than they stand: their names are long. */
export function isLying({ x, stacked }: ChartModel): boolean {
  return x.scale === "category" && stacked;
}

/** A stack of one bar: its pieces are told apart by name and number. */
export function isOneBar(model: ChartModel): boolean {
  return isLying(model) && model.x.categories?.length === 1;
}

export function isEmpty({ series }: ChartModel): boolean {
  return series.every(({ points }) => points.length === 0);
}

/** Of the part below a line, as the legend shows it too. */
export function areaColour(colour: string, { highContrast }: Palette): string {
  return faded(colour, highContrast ? 0.15 : 0.3);
}

const HEIGHT = 240;
const BAR_HEIGHT = 46;
const AXIS_HEIGHT = 62;

/** Of the canvas, as a style. */
export function heightOf(model: ChartModel): string {
  return `${isLying(model) ? AXIS_HEIGHT + BAR_HEIGHT * (model.x.categories?.length ?? 1) : HEIGHT}px`;
}
