// Text in columns, and bars for those who look at a terminal.
import type { Output } from "./output.ts";
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
  const count = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const shown = rows.map(({ cells }) => cells.map(visible));
  const widths = Array.from({ length: count }, (_, column) => Math.max(0, ...shown.map((cells) => (cells[column] ?? "").length)));
  const used = widths.reduce((sum, width) => sum + width + 2, 0);
  const room = Math.min(WIDEST_BAR, output.columns - used - 3);
  const most = Math.max(0, ...rows.map(({ share }) => share ?? 0));
  return rows.map(({ share }, row) => {
    const padded = widths.map((width, column) => {
      const cell = shown[row]?.[column] ?? "";
      return left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
    });
    const drawn = output.terminal && room >= NARROWEST_BAR && share !== undefined && most > 0 ? `  ${bar(share / most, room)}` : "";
    return `  ${padded.join("  ")}${drawn}`.trimEnd();
  });
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** `share` of `width` characters, to an eighth of one. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
