// The results of a plan, for people.
import { formatBytes, formatCount, formatDuration, formatShare } from "../core/language/index.ts";
import {
  type CalculatorResults,
  type CalculatorState,
  type ComparedRow,
  chainFigure,
  comparisonOf,
  hasOwnPlan,
  isKnownNow,
  type PlanChoice,
  whyOf,
} from "../core/plan/index.ts";
import { type FigureRow, figures } from "./columns.ts";
import { type Painter, targetName } from "./style.ts";
import { visible } from "./visible.ts";

export function planText(state: CalculatorState, results: CalculatorResults, paint: Painter, choice: PlanChoice = "recommended"): string {
  const { occupancy, memory, chains, rates, limits, effects } = results;
  const { collector, counted } = occupancy;
  const rows: FigureRow[] = [
    ["Live entries", formatCount(occupancy.live), "in steady state"],
    ["In the table", `${formatCount(counted.low)} to ${formatCount(counted.high)}`, collectorNote(collector.interval)],
    ["Peak", formatCount(occupancy.peak), `entries${occupancy.peakFactor === 1 ? "" : `, at ${occupancy.peakFactor} times the rate`}`],
    ["Memory", formatBytes(memory.allNamespaces), `of a full table of ${formatCount(state.max.value)}`],
    ["Average chain", chainFigure(chains.mean), "nodes, when full"],
    ["Reliable up to", formatCount(chains.reliable), "entries"],
    ["Full at", rates.full === null ? "no rate" : `${formatCount(rates.full)}/s`, "new connections, from live entries"],
    [
      "Full after",
      occupancy.secondsToFull === null ? "never" : formatDuration(occupancy.secondsToFull),
      "from an empty table, at the peak",
    ],
  ];
  const states: FigureRow[] = occupancy.classes.flatMap(({ name, states: own }) =>
    own.map(
      ({ state: where, seconds, entries }): FigureRow => [
        visible(name),
        formatCount(entries),
        `${where} for ${formatDuration(seconds)} (${formatShare(occupancy.live > 0 ? entries / occupancy.live : 0)})`,
      ],
    ),
  );
  const compared = comparisonOf(state, results, choice);
  return [
    paint(`${visible(results.verdict.text)}.`, "bold"),
    paint(`For ${targetName(state.target)}.`, "dim"),
    "",
    ...comparedLines(compared, { choice, before: isKnownNow(state) ? "Now" : "Default" }, paint),
    "",
    choice === "mine" ? "Result of your values:" : "Why:",
    ...whyOf(state, results, choice).map(({ text }) => `  - ${visible(text)}`),
    "",
    hasOwnPlan(state) ? "With the given values:" : isKnownNow(state) ? "Now:" : "With the kernel's defaults:",
    ...figures(rows, paint),
    ...(states.length === 0 ? [] : ["", "Entries by state:", ...figures(states, paint)]),
    "",
    "Limits:",
    ...limits.map(({ text, exceeded }) => `  - ${exceeded ? `${paint("Exceeded.", "red")} ` : ""}${visible(text)}`),
    ...(effects.length === 0
      ? []
      : [
          "",
          "Entries that shorter timeouts save at the peak:",
          ...effects.map(
            ({ key, from, to, entriesSaved, bytesSaved, risk }) =>
              `  - ${key} ${formatDuration(from)} to ${formatDuration(to)}: ${formatCount(entriesSaved)} entries, ${formatBytes(bytesSaved)}. ${paint(risk, "dim")}`,
          ),
        ]),
    "",
    "Basis:",
    ...[...memory.basis, collector.how].map((line) => `  ${line}`),
  ].join("\n");
}

interface ComparedOptions {
  readonly choice: PlanChoice;
  /** What the values before are. */
  readonly before: string;
}

/** Side by side; what is written comes last, with what it costs behind it. */
function comparedLines(rows: readonly ComparedRow[], { choice, before }: ComparedOptions, paint: Painter): readonly string[] {
  const own = rows.some(({ mine }) => mine !== null) ? ["Given"] : [];
  const next = choice === "recommended" ? ["Recommended"] : [];
  const table: (readonly string[])[] = [["", before, ...own, ...next]];
  for (const { label, now, mine, recommended } of rows)
    table.push([label, now, ...own.map(() => mine ?? ""), ...next.map(() => recommended)]);
  const costs = ["", ...rows.map(({ cost }) => cost)];
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map(([label = "", ...values], line) => {
    const cells = values.map((value, at) => value.padStart(widths[at + 1] ?? 0));
    return `  ${[label.padEnd(widths[0] ?? 0), ...cells, paint(costs[line] ?? "", "dim")].join("  ")}`.trimEnd();
  });
}

function collectorNote(interval: number): string {
  return interval === 0 ? "entries leave as they expire" : `expired entries wait up to ${formatDuration(interval)} to be collected`;
}
