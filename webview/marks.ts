// Draws a chart's marks over its data: the limit, bands below it, lengths of chains; and names lines where they end. A plugin
// of Chart.js.
import type { Chart, Plugin, Scale } from "chart.js";
import type { ChartMark, ChartModel } from "../src/core/plan/index.ts";
import { isLying, isOneBar } from "./chart-shape.ts";
import { faded, type Palette } from "./theme.ts";

export interface Marked {
  model: ChartModel;
  palette: Palette;
}

export function marksPlugin(drawn: Marked): Plugin {
  return {
    id: "marks",
    beforeDatasetsDraw: (chart) => {
      for (const mark of drawn.model.marks) if (mark.to !== undefined) fillBand(chart, mark, drawn);
    },
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `11px ${drawn.palette.font}`;
      const taken: Box[] = [];
      // What counts most comes last in a model, and first to a place of its own.
      for (const mark of drawn.model.marks.toReversed()) drawMark(chart, mark, drawn, taken);
      if (isOneBar(drawn.model)) nameBar(chart, drawn);
      else nameLines(chart, drawn, taken);
      ctx.restore();
    },
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const LINE = 14;
const APART = 8;

/** Whether the mark's axis runs across the page: then it is drawn from top to bottom. */
function isUpright({ axis }: ChartMark, { model }: Marked): boolean {
  return (axis === "x") !== isLying(model);
}

function scaleOf(chart: Chart, mark: ChartMark, drawn: Marked): Scale | undefined {
  return chart.scales[isUpright(mark, drawn) ? "x" : "y"];
}

/** A value between two categories has its place between them. */
function placeOf(scale: Scale, value: number): number {
  if (scale.type !== "category") return scale.getPixelForValue(value);
  const [zero, one] = [scale.getPixelForValue(0), scale.getPixelForValue(1)];
  return zero + (one - zero) * value;
}

/** Within the chart. */
function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function fillBand(chart: Chart, mark: ChartMark, drawn: Marked): void {
  const { ctx, chartArea: area } = chart;
  const scale = scaleOf(chart, mark, drawn);
  if (!scale || mark.to === undefined) return;
  const [start, end] = [placeOf(scale, mark.at), placeOf(scale, mark.to)];
  ctx.save();
  ctx.fillStyle = faded(drawn.palette.colour(mark.colour), drawn.palette.highContrast ? 0.3 : 0.16);
  if (isUpright(mark, drawn)) {
    const [from, to] = [within(start, area.left, area.right), within(end, area.left, area.right)];
    ctx.fillRect(from, area.top, to - from, area.height);
  } else {
    const [from, to] = [within(start, area.top, area.bottom), within(end, area.top, area.bottom)];
    ctx.fillRect(area.left, to, area.width, from - to);
  }
  ctx.restore();
}

function drawMark(chart: Chart, mark: ChartMark, drawn: Marked, taken: Box[]): void {
  const { ctx, chartArea: area } = chart;
  const { palette } = drawn;
  const scale = scaleOf(chart, mark, drawn);
  if (!scale) return;
  const upright = isUpright(mark, drawn);
  const at = mark.edge ? (upright ? area.right : area.top) : placeOf(scale, mark.at);
  const isIn = upright ? at >= area.left - 1 && at <= area.right + 1 : at >= area.top - 1 && at <= area.bottom + 1;
  if (!Number.isFinite(at) || !isIn) return;
  // Bands have edges enough; what is past the end of the axis is no place on it.
  if (mark.to === undefined || mark.id === "limit") {
    ctx.strokeStyle = palette.colour(mark.colour);
    ctx.lineWidth = palette.highContrast ? 2.5 : 2;
    ctx.setLineDash(mark.edge ? [2, 4] : []);
    ctx.beginPath();
    if (upright) {
      ctx.moveTo(at, area.top);
      ctx.lineTo(at, area.bottom);
    } else {
      ctx.moveTo(area.left, at);
      ctx.lineTo(area.right, at);
    }
    ctx.stroke();
    ctx.setLineDash([]);
  }
  write(chart, mark.edge ? `${mark.label} ${upright ? "▸" : "▴"}` : mark.label, upright, at, drawn, taken);
}

/** At its line, or nowhere: a name that would lie on another one is left out, and the table and the sentence have it. */
function write(chart: Chart, label: string, upright: boolean, at: number, drawn: Marked, taken: Box[]): void {
  const { ctx, chartArea: area } = chart;
  const width = ctx.measureText(label).width;
  const lying = isLying(drawn.model);
  const right = area.right + (lying ? 24 : 0);
  const x = upright ? within(lying ? at - width / 2 : at + 5, area.left, right - width) : area.right - width - 4;
  const y = upright ? (lying ? area.top - 6 : area.top + LINE - 3) : Math.max(area.top + LINE - 3, at + LINE - 2);
  const hidden = taken.some((box) => Math.abs(box.y - y) < LINE && x < box.x + box.width + APART && box.x < x + width + APART);
  if (hidden || y > area.bottom) return;
  taken.push({ x, y, width });
  outlined(ctx, label, x, y, drawn.palette);
}

function outlined(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, palette: Palette): void {
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.background;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = palette.text;
  ctx.fillText(text, x, y);
}

/** Pieces of the bar that are wide enough say what they are. */
function nameBar(chart: Chart, { model, palette }: Marked): void {
  const { ctx } = chart;
  ctx.textBaseline = "middle";
  for (const [index, { label, colour }] of model.series.entries()) {
    const piece = chart.getDatasetMeta(index).data[0] as unknown as { x: number; y: number; base: number } | undefined;
    if (!piece) continue;
    const width = ctx.measureText(label).width;
    if (piece.x - piece.base < width + 2 * APART) continue;
    ctx.fillStyle = palette.on(palette.colour(colour));
    ctx.fillText(label, piece.base + APART, piece.y);
  }
  ctx.textBaseline = "alphabetic";
}

/** Lines say their name at their right end. */
function nameLines(chart: Chart, { model, palette }: Marked, taken: Box[]): void {
  const { ctx, chartArea: area } = chart;
  for (const [index, { label, draw, points }] of model.series.entries()) {
    const last = chart.getDatasetMeta(index).data.at(-1);
    if (!last || (draw !== "line" && draw !== "area") || points.length === 0 || model.series.length < 2) continue;
    const width = ctx.measureText(label).width;
    const x = area.right - width - 4;
    const places = [last.y - 6, last.y + LINE];
    const y = places.find((place) => place > area.top + 8 && place < area.bottom && !taken.some((box) => Math.abs(box.y - place) < LINE));
    if (y === undefined) continue;
    taken.push({ x, y, width });
    outlined(ctx, label, x, y, palette);
  }
}
