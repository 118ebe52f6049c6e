// What a run of verify:advice prints. Pure.
import { type AdviceResult, lostTries, type Measured } from "./result.ts";

export interface Judged {
  readonly result: AdviceResult;
  /** Why the advice does not hold; undefined where it does. */
  readonly why: string | undefined;
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
    steps.join("; ") || "none",
    ...[before, after].map((one) => `${lostTries(one)} of ${4 * one.tries}`),
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
