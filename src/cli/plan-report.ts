// The results of a plan, for people.

import { formatBytes, formatCount, formatDuration, formatShare } from "../core/language/index.ts";
import { type CalculatorResults, type CalculatorState, chainFigure } from "../core/plan/index.ts";
import { type FigureRow, figures } from "./columns.ts";
import { type Painter, targetName } from "./style.ts";
import { visible } from "./visible.ts";

export function planText(state: CalculatorState, results: CalculatorResults, paint: Painter): string {
  const { occupancy, recommendation, memory, chains, rates, limits, effects } = results;
  const { collector, counted } = occupancy;
  const rows: FigureRow[] = [
    ["Live entries", formatCount(occupancy.live), "in steady state"],
    ["Counted", `${formatCount(counted.low)} to ${formatCount(counted.high)}`, collectorNote(collector.interval)],
    [
      "Peak",
      formatCount(occupancy.peak),
      `the most that is counted${occupancy.peakFactor === 1 ? "" : `, at ${occupancy.peakFactor} times the rate`}`,
    ],
    ["Memory", formatBytes(memory.allNamespaces), `of a full table of ${formatCount(state.max.value)}`],
    ["Average chain", chainFigure(chains.mean), "nodes, when full"],
    ["Reliable up to", formatCount(chains.reliable), "entries"],
    ["Full at", rates.full === null ? "no rate" : `${formatCount(rates.full)}/s`, "new flows, by live entries"],
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
  const write: FigureRow[] = [
    ["Max", formatCount(recommendation.max), "nf_conntrack_max"],
    ["Buckets", formatCount(recommendation.buckets), "nf_conntrack_buckets"],
    ...Object.entries(recommendation.timeouts).map(([key, seconds]): FigureRow => ["Timeout", formatDuration(seconds), key]),
    ["Memory", formatBytes(recommendation.bytes), "when full"],
  ];
  return [
    paint(`${visible(results.headline)}.`, "bold"),
    paint(`For ${targetName(state.target)}.`, "dim"),
    "",
    ...figures(rows, paint),
    "",
    "Entries by state:",
    ...figures(states, paint),
    "",
    "Recommended:",
    ...figures(write, paint),
    ...recommendation.reasons.map((reason) => `  - ${visible(reason)}`),
    "",
    "Limits:",
    ...limits.map(({ text, exceeded }) => `  - ${exceeded ? `${paint("Exceeded.", "red")} ` : ""}${visible(text)}`),
    ...(effects.length === 0
      ? []
      : [
          "",
          "Shorter timeouts would save at the peak:",
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

function collectorNote(interval: number): string {
  return interval === 0 ? "entries leave as they expire" : `expired ones wait up to ${formatDuration(interval)} to be collected`;
}
