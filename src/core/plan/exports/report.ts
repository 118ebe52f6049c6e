// The whole answer as Markdown, to keep or to send: what was asked, what came out, and why.

import type { ChartModel, TableModel } from "../../figures/chart-model.ts";
import { releaseName } from "../../kernel/version.ts";
import { escapeSentence } from "../../text/markdown.ts";
import { formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../../units/units.ts";
import { chartsOf } from "../charts/draw.ts";
import { resultsOf } from "../model/calculate.ts";
import { comparisonOf } from "../model/comparison.ts";
import { isKnownNow, type PlanChoice } from "../model/plans.ts";
import type { CalculatorResults } from "../model/results.ts";
import { settingsToWrite } from "../model/settings.ts";
import { whyOf } from "../model/why.ts";
import type { CalculatorState } from "../state.ts";
import { sysctlLines } from "./sysctl.ts";

export function markdownReport(state: CalculatorState, results: CalculatorResults, choice: PlanChoice): string {
  const { target, classes } = state;
  const { state: plan, results: then } = resultsOf(state, results, choice);
  const { limits, effects, untracked, memory } = then;
  const rows = comparisonOf(state, results, choice);
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
    `${isKnownNow(state) ? "Now" : "With the kernel's defaults"}: ${escapeSentence(results.verdict.text)}.`,
    "",
    `New: ${escapeSentence(then.verdict.text)}.`,
    "",
    `For ${machine}.`,
    "",
    ...markdownTable({
      caption: "",
      columns: ["", isKnownNow(state) ? "Now" : "Default", "New", "Cost and risk"].map((label) => ({ label, unit: null })),
      rows: rows.map(({ label, now, recommended, mine, cost }) => [label, now, choice === "mine" ? (mine ?? now) : recommended, cost]),
    }),
    "",
    "```",
    sysctlLines(settingsToWrite(state, results, choice)).trimEnd(),
    "```",
    "",
    ...list(whyOf(state, results, choice).map(({ text }) => escapeSentence(text))),
    "",
    "## Traffic",
    "",
    ...(classes.value.length === 0
      ? ["Not known."]
      : markdownTable({
          caption: "",
          columns: ["Class", "Protocol", "New connections/s", "Duration", "Ends", "Both ways"].map((label) => ({ label, unit: null })),
          rows: classes.value.map(({ name, protocol, rate, duration, ends, bothWays }) => [
            name,
            protocol,
            formatNumber(rate),
            `${formatNumber(duration)} s`,
            ends,
            bothWays ? "yes" : "no",
          ]),
        })),
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
    ...chartsOf(plan, then).flatMap(chartSection),
    "## Common formulas",
    "",
    ...list(
      memory.folklore.map(({ formula, bytes, max, why }) => {
        const answer = bytes !== null ? ` gives ${formatBytes(bytes)}` : max !== null ? ` gives ${formatCount(max)}` : "";
        return `\`${formula}\`${answer}. ${why}`;
      }),
    ),
    "",
    "## Sources",
    "",
    ...list([
      ...memory.basis,
      then.occupancy.collector.how,
      `Headroom ${formatShare(state.headroom.value)}, peak multiplier ${formatNumber(then.occupancy.peakFactor)}.`,
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
