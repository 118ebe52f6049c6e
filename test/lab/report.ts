// What a run prints: a table by kernel, and each difference once for all the kernels that have it. Pure.
import type { Difference, Tally } from "./compare/tally.ts";
import type { KernelRecord } from "./recordings/record.ts";

export interface Row {
  readonly record: KernelRecord;
  readonly tally: Tally;
  /** Booted in this run, asked in an earlier one, or recorded. */
  readonly from: "boot" | "cache" | "recording";
}

const HEAD = ["Kernel", "Release", "Asked", "From", "By", "Boot", "Run", "Agree", "Wrong", "Open"];
/** Columns of numbers stand to the right. */
const FIRST_NUMBER = 5;
const MOST_DIFFERENCES = 40;

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ record, tally, from }) => [
    record.name,
    record.release,
    record.date,
    from,
    record.accelerator,
    `${record.bootSeconds} s`,
    `${record.runSeconds} s`,
    String(tally.agree),
    String(tally.wrong.length),
    String(tally.open.length),
  ]);
  const widths = HEAD.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < FIRST_NUMBER ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [HEAD, ...cells].map(line).join("\n");
}

/** Boot and run are those of an emulator: they say how long the lab takes, and nothing of a kernel's speed. */
export const TIMES_NOTE = "Boot and run: how long the lab took, mostly in software emulation (tcg). They say nothing of a host's speed.";

export function differences(title: string, rows: readonly Row[], of: (tally: Tally) => readonly Difference[]): string {
  const kernels = new Map<string, string[]>();
  for (const { record, tally } of rows)
    for (const { what, ours, kernel } of of(tally)) {
      const text = `${what}: we say ${ours}, the kernel ${kernel}`;
      kernels.set(text, [...(kernels.get(text) ?? []), record.name]);
    }
  if (kernels.size === 0) return "";
  const lines = [...kernels].slice(0, MOST_DIFFERENCES).map(([text, names]) => `  ${text} (${names.join(", ")})`);
  const more = kernels.size > MOST_DIFFERENCES ? [`  and ${kernels.size - MOST_DIFFERENCES} more`] : [];
  return `\n${title}:\n${[...lines, ...more].join("\n")}\n`;
}
