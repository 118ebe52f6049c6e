// What a run of verify:advice prints. Pure.
import type { Check } from "../../kernel/tables.ts";
import { type AdviceResult, allTries, lostTries, type Measured } from "./result.ts";

export interface Judged {
  readonly result: AdviceResult;
  /** Why the advice does not hold; undefined where it does. */
  readonly why: string | undefined;
}

export interface OccupancyRow {
  readonly kernel: string;
  readonly check: Check;
  readonly isRight: boolean;
}

/** Empty where nothing was measured. */
export function occupancyTable(rows: readonly OccupancyRow[]): string {
  const lines = rows.map(({ kernel, check: { what, ours, kernel: counted }, isRight }) => {
    return `${kernel.padEnd(8)}${what.padEnd(44)}${ours.toFixed(1).padStart(8)}${counted.toFixed(1).padStart(8)}${isRight ? "" : "  wrong"}`;
  });
  return lines.length === 0 ? "" : `Entries, by the model and by the kernel\n${lines.join("\n")}\n\n`;
}

const HEAD = [
  "Kernel",
  "Situation",
  "First cause",
  "Step",
  "Bystanders lost",
  "then",
  "Packets/s lost",
  "then",
  "Evicted/s",
  "then",
  "Took",
];

export function adviceTable(judged: readonly Judged[]): string {
  const rows = judged.map(({ result: { kernel, situation, causes, steps, before, after, seconds } }) => [
    kernel,
    situation,
    causes[0] ?? "none",
    steps.map((step) => step.split("\n")[0]).join("; ") || "none",
    ...[before, after].map((one) => `${lostTries(one)} of ${allTries(one)}`),
    ...[before, after].map((one) => String(lost(one))),
    ...[before, after].map(({ evicted }) => String(evicted)),
    `${seconds} s`,
  ]);
  const widths = HEAD.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const table = [HEAD, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
  const short = judged.flatMap(({ result, why }) =>
    why === undefined ? [] : [`Does not hold: ${result.kernel}, ${result.situation}: ${why}`],
  );
  return [table, ...short].join("\n");
}

function lost({ dropped, refused }: Measured): number {
  return Math.round((dropped + refused) * 10) / 10;
}
