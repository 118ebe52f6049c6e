// Prints measurements: a title, and rows in columns.
import { type Spread, spread, type Times } from "./measure.ts";

export type Row = readonly string[];

/** The first column is text and stands left; all others are figures. */
export function printTable(title: string, head: Row, rows: readonly Row[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("   ");
  process.stdout.write(`\n${title}\n\n  ${line(head)}\n${rows.map((row) => `  ${line(row)}\n`).join("")}`);
}

/** The median: "0.812", "89.7" */
export function milliseconds(times: Times): string {
  const { median } = spread(times);
  return median.toFixed(median < 10 ? 3 : 1);
}

/** "1.31 (1.20 to 1.44)": median, least, most. */
export function ratio({ min, median, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

/** What was wished for, and whether it came true. A wish is no test: nothing fails here. */
export function wish(value: number, bound: "at least" | "at most", wanted: number): string {
  return `${bound} ${wanted}: ${(bound === "at least" ? value >= wanted : value <= wanted) ? "met" : "missed"}`;
}
