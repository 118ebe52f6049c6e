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
  /** A longer cell stands out of its column: all others would be filled up with as many blanks. */
  readonly widest?: number;
}

const WIDEST_BAR = 30;
const NARROWEST_BAR = 8;

const WIDEST = 200;

/** Cells as wide as the widest of their column. Each is measured as it is given, so colours come after it. */
export function padded(rows: readonly (readonly string[])[], { left, widest = WIDEST }: Shape): readonly (readonly string[])[] {
  const widths: number[] = [];
  for (const cells of rows)
    for (const [column, { length }] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, Math.min(widest, length));
  return rows.map((cells) =>
    widths.map((width, column) => (left.includes(column) ? (cells[column] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width))),
  );
}

/** Lines of equal columns, two blanks apart, indented by two; a bar behind each on a terminal that has room for it. */
export function columns(rows: readonly Row[], shape: Shape, output: Pick<Output, "terminal" | "columns">): readonly string[] {
  const lines = padded(
    rows.map(({ cells }) => cells.map(visible)),
    shape,
  ).map((cells) => `  ${cells.join("  ")}`);
  const width = lines.reduce((least, line) => Math.min(least, line.length), Number.POSITIVE_INFINITY);
  const room = Math.min(WIDEST_BAR, output.columns - width - 3);
  const most = largest(rows, ({ share }) => share ?? 0);
  const drawable = output.terminal && room >= NARROWEST_BAR && most > 0;
  return rows.map(({ share }, row) => {
    const drawn = drawable && share !== undefined ? `  ${bar(share / most, room)}` : "";
    return `${lines[row]}${drawn}`.trimEnd();
  });
}

/** Lines of a label, a figure and a word about it. */
export function figures(rows: readonly FigureRow[], paint: Painter): readonly string[] {
  const cells = padded(rows, { left: [0, 2] });
  return rows.map(([, , note], row) => `  ${cells[row]?.[0]}  ${cells[row]?.[1]}  ${paint(note, "dim")}`);
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
