// Draws a chart's marks over its data: lines across it, bands, and their labels. A plugin of Chart.js.
import type { Chart, Plugin } from "chart.js";
import type { ChartMark } from "../src/core/plan/index.ts";
import { faded, type Palette } from "./theme.ts";

export interface Marked {
  marks: readonly ChartMark[];
  palette: Palette;
}

export function marksPlugin(drawn: Marked): Plugin {
  return {
    id: "marks",
    afterDatasetsDraw: (chart) => {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top - 1, chartArea.width + 1, chartArea.height + 2);
      ctx.clip();
      ctx.font = `11px ${drawn.palette.font}`;
      const taken: Box[] = [];
      for (const mark of drawn.marks) draw(chart, mark, drawn.palette, taken);
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

function draw(chart: Chart, { axis, at, to, label, colour }: ChartMark, palette: Palette, taken: Box[]): void {
  const { ctx, chartArea: area } = chart;
  const scale = chart.scales[axis];
  if (!scale) return;
  const pixel = (value: number): number => scale.getPixelForValue(scale.type === "category" ? value : Math.max(value, Number.MIN_VALUE));
  // A value between two categories has its place between them.
  const place = scale.type === "category" ? (value: number) => between(scale.getPixelForValue(0), scale.getPixelForValue(1), value) : pixel;
  const start = place(at);
  if (!Number.isFinite(start)) return;
  const paint = palette.colour(colour);
  ctx.strokeStyle = paint;
  ctx.lineWidth = palette.highContrast ? 2 : 1.5;
  if (to !== undefined) {
    const end = place(to);
    ctx.fillStyle = faded(paint, 0.18);
    if (axis === "x") ctx.fillRect(start, area.top, Math.max(1, end - start), area.height);
    else ctx.fillRect(area.left, end, area.width, Math.max(1, start - end));
  }
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  if (axis === "x") {
    ctx.moveTo(start, area.top);
    ctx.lineTo(start, area.bottom);
  } else {
    ctx.moveTo(area.left, start);
    ctx.lineTo(area.right, start);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  write(chart, label, axis, start, palette, taken);
}

function between(zero: number, one: number, value: number): number {
  return zero + (one - zero) * value;
}

/** At the line, and beside whatever label already stands there. */
function write(chart: Chart, label: string, axis: "x" | "y", at: number, palette: Palette, taken: Box[]): void {
  const { ctx, chartArea: area } = chart;
  if (axis === "x" ? at < area.left || at > area.right : at < area.top || at > area.bottom) return;
  const width = ctx.measureText(label).width;
  let x = axis === "x" ? at + 5 : area.left + 8;
  if (x + width > area.right) x = at - 5 - width;
  let y = axis === "x" ? area.top + LINE - 3 : Math.min(area.bottom - 2, Math.max(area.top + LINE - 4, at + 4));
  const hidden = (): Box | undefined => taken.find((box) => Math.abs(box.y - y) < LINE && x < box.x + box.width && box.x < x + width);
  // Labels of lines across stand side by side, those of lines down below one another.
  for (let other = hidden(); other; other = hidden()) {
    if (axis === "y") x = other.x + other.width + 10;
    else y = other.y + LINE;
  }
  if (y > area.bottom || x + width > area.right) return;
  taken.push({ x, y, width });
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.background;
  ctx.strokeText(label, x, y);
  ctx.fillStyle = palette.text;
  ctx.fillText(label, x, y);
}
