// The whole answer as Markdown, to keep or to send: what was asked, what came out, and why.

import type { ChartModel, TableModel } from "../../figures/chart-model.ts";
import { releaseName } from "../../kernel/version.ts";
import { escapeSentence } from "../../text/markdown.ts";
import { formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../../units/units.ts";
import { chartsOf } from "../charts/draw.ts";
import type { CalculatorResults } from "../model/results.ts";
import { settingsToWrite } from "../model/settings.ts";
import type { CalculatorState } from "../state.ts";
import { sysctlLines } from "./sysctl.ts";

export function markdownReport(state: CalculatorState, results: CalculatorResults): string {
  const { target, classes } = state;
  const { recommendation, limits, effects, untracked, memory } = results;
  const machine = [
    `kernel ${releaseName(target.kernel)}`,
    target.arch,
    ...(target.hz === undefined ? [] : [`HZ ${target.hz}`]),
    ...(target.memory === undefined ? [] : [`${formatBytes(target.memory)} of memory`]),
    ...(target.cpus === undefined ? [] : [`${formatCount(target.cpus)} ${target.cpus === 1 ? "CPU" : "CPUs"}`]),
    ...(target.pageSize === undefined ? [] : [`pages of ${formatBytes(target.pageSize)}`]),
  ].join(", ");
  return [
    "# Conntrack plan",
    "",
    `${results.headline}.`,
    "",
    `For ${machine}.`,
    "",
    "## Workload",
    "",
    ...markdownTable({
      caption: "",
      columns: ["Class", "Protocol", "New flows/s", "Duration", "Ends", "Both ways"].map((label) => ({ label, unit: null })),
      rows: classes.value.map(({ name, protocol, rate, duration, ends, bothWays }) => [
        name,
        protocol,
        formatNumber(rate),
        `${formatNumber(duration)} s`,
        ends,
        bothWays ? "yes" : "no",
      ]),
    }),
    "",
    "## Recommendation",
    "",
    "```",
    sysctlLines(settingsToWrite(state, results)).trimEnd(),
    "```",
    "",
    ...list(recommendation.reasons.map(escapeSentence)),
    "",
    "## Limits",
    "",
    ...list(limits.map(({ text, exceeded }) => `${exceeded ? "**Exceeded.** " : ""}${escapeSentence(text)}`)),
    "",
    ...(effects.length === 0
      ? []
      : [
          "## What shorter timeouts would save",
          "",
          ...markdownTable({
            caption: "",
            columns: ["Key", "From", "To", "Entries", "Memory", "Risk"].map((label) => ({ label, unit: null })),
            rows: effects.map(({ key, from, to, entriesSaved, bytesSaved, risk }) => [
              key,
              formatDuration(from),
              formatDuration(to),
              formatCount(entriesSaved),
              formatBytes(bytesSaved),
              risk,
            ]),
          }),
          "",
        ]),
    ...untracked.flatMap(({ name, entriesSaved, bytesSaved, nftables, stops }) => [
      `## ${escapeSentence(name)} without tracking`,
      "",
      `Saves ${formatCount(entriesSaved)} entries and ${formatBytes(bytesSaved)}.`,
      "",
      "```",
      nftables,
      "```",
      "",
      ...list(stops),
      "",
    ]),
    ...chartsOf(state, results).flatMap(chartSection),
    "## Old formulas",
    "",
    ...list(
      memory.folklore.map(({ formula, bytes, max, why }) => {
        const answer = bytes !== null ? ` gives ${formatBytes(bytes)}` : max !== null ? ` gives ${formatCount(max)}` : "";
        return `\`${formula}\`${answer}. ${why}`;
      }),
    ),
    "",
    "## How the figures are known",
    "",
    ...list([
      ...memory.basis,
      results.occupancy.collector.how,
      `Headroom ${formatShare(state.headroom.value)}, peak factor ${formatNumber(results.occupancy.peakFactor)}.`,
    ]),
    "",
  ].join("\n");
}

function chartSection({ title, summary, table }: ChartModel): readonly string[] {
  return [`## ${escapeSentence(title)}`, "", escapeSentence(summary), "", ...markdownTable(table), ""];
}

/** A GitHub-flavoured table. */
function markdownTable({ columns, rows }: TableModel): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(escapeSentence).join(" | ")} |`;
  return [row(columns.map(({ label }) => label)), `|${columns.map(() => " --- |").join("")}`, ...rows.map(row)];
}

function list(items: readonly string[]): readonly string[] {
  return items.map((item) => `- ${item}`);
}
