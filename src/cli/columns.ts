// Text in columns, and bars for those who look at a terminal.
import type { Output } from "./output.ts";
import type { Painter } from "./style.ts";
import { visible } from "./visible.ts";

export interface Row {
  readonly cells: readonly string[];
  /** Of the longest bar, 0 to 1. */
  readonly share?: number;
}

/** Columns that hold text; all others hold figures, to the right. */
export interface Shape {
  readonly left: readonly number[];
}

const WIDEST_BAR = 30;
const NARROWEST_BAR = 8;

/** Lines of equal columns, two blanks apart, indented by two; a bar behind each on a terminal that has room for it. */
export function columns(rows: readonly Row[], { left }: Shape, output: Pick<Output, "terminal" | "columns">): readonly string[] {
  const count = largest(rows, ({ cells }) => cells.length);
  const shown = rows.map(({ cells }) => cells.map(visible));
  const widths = Array.from({ length: count }, (_, column) => largest(shown, (cells) => cells[column]?.length ?? 0));
  const used = widths.reduce((sum, width) => sum + width + 2, 0);
  const room = Math.min(WIDEST_BAR, output.columns - used - 3);
  const most = largest(rows, ({ share }) => share ?? 0);
  return rows.map(({ share }, row) => {
    const padded = widths.map((width, column) => {
      const cell = shown[row]?.[column] ?? "";
      return left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
    });
    const drawn = output.terminal && room >= NARROWEST_BAR && share !== undefined && most > 0 ? `  ${bar(share / most, room)}` : "";
    return `  ${padded.join("  ")}${drawn}`.trimEnd();
  });
}

/** Lines of a label, a figure and a word about it. */
export function figures(rows: readonly FigureRow[], paint: Painter): readonly string[] {
  const [left, right] = [0, 1].map((at) => largest(rows, (row) => row[at]?.length ?? 0)) as [number, number];
  return rows.map(([label, figure, note]) => `  ${label.padEnd(left)}  ${figure.padStart(right)}  ${paint(note, "dim")}`);
}

/** Of any number of items: a call has room for some hundred thousand arguments. 0 of none. */
function largest<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, measure(item)), 0);
}

export type FigureRow = readonly [label: string, figure: string, note: string];

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** `share` of `width` characters, to an eighth of one. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
