// The whole report as Markdown, to keep or to send, with its drawings in it.
import { sysctlLines } from "../../plan/exports/sysctl.ts";
import { escapeSentence } from "../../text/markdown.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { courseDrawing, fillDrawing } from "../drawings/draw.ts";
import type { FleetReport } from "../fleet-report.ts";
import { lossySentence } from "../loss-words.ts";
import type { PoolReport } from "../pool-report.ts";
import { poolSettings } from "../pool-table.ts";
import type { Span } from "../span.ts";
import { daysWords, driftWords, growthWords, outlierWords, poolName, tableSentences, timeWords } from "../words.ts";

/** Hosts of one kind that are listed. */
const LISTED = 50;

export function fleetMarkdown(report: FleetReport): string {
  const { pools, hosts, span, notes } = report;
  return [
    "# Connection tracking of a fleet",
    "",
    `${formatCount(hosts)} hosts in ${formatCount(pools.length)} pools, ${timeWords(span.end - span.range)} to ${timeWords(span.end)} UTC.`,
    "",
    fillDrawing(report),
    "",
    "| Pool | Hosts | Peak | When (UTC) | On | Of its limit | Full | Lost connections | Drift | Max needed |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...pools.map(poolRow),
    "",
    ...pools.flatMap((pool) => poolSection(pool, span)),
    ...(notes.length === 0 ? [] : ["## Notes", "", ...notes.map((note) => `- ${escapeSentence(note)}`), ""]),
  ].join("\n");
}

function poolRow({ pool, present, peak, fullest, firstFull, lossy, uncounted, drifting, table }: PoolReport): string {
  const full = firstFull?.growth.until.at(-1);
  const cells = [
    poolName(pool),
    formatCount(present),
    peak ? formatCount(peak.entries) : "-",
    peak ? timeWords(peak.at) : "-",
    peak?.host ?? "-",
    fullest ? formatShare(fullest.share) : "unknown",
    full ? daysWords(full) : "-",
    uncounted === present && present > 0 ? "unknown" : formatCount(lossy.length),
    formatCount(drifting.length),
    table ? formatCount(table.needed.max) : "-",
  ];
  return `| ${cells.map(escapeSentence).join(" | ")} |`;
}

function poolSection(report: PoolReport, span: Span): readonly string[] {
  const { pool, growth, firstFull, lossy, drifting, outliers, uncounted, young, table } = report;
  return [
    `## ${escapeSentence(poolName(pool))}`,
    "",
    escapeSentence(tableSentences(report).join(" ")),
    "",
    courseDrawing(report, span),
    "",
    `- Highest host: ${escapeSentence(growthWords(growth))}.`,
    ...(firstFull
      ? [
          `- First full: ${escapeSentence(`${firstFull.host}, ${firstFull.growth.until.map((step) => `${formatShare(step.share)} ${daysWords(step)}`).join(", ")}`)}.`,
        ]
      : []),
    ...listed(`Lost connections: ${lossy.length}`, lossy, (host) => lossySentence(host, span)),
    ...listed(`Different limit: ${drifting.length}`, drifting, (host) => `${host.host}: ${driftWords(host)}`),
    ...listed(`Outliers: ${outliers.length}`, outliers, outlierWords),
    ...(uncounted > 0 ? [`- Losses unknown, no counters: ${formatCount(uncounted)}`] : []),
    ...(young > 0 ? [`- Too little data to show growth: ${formatCount(young)}`] : []),
    "",
    ...(table ? ["```", sysctlLines(poolSettings(table)).trimEnd(), "```", ""] : []),
  ];
}

function listed<T>(title: string, items: readonly T[], words: (item: T) => string): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > LISTED ? [`  - and ${formatCount(items.length - LISTED)} more`] : [];
  return [`- ${title}`, ...items.slice(0, LISTED).map((item) => `  - ${escapeSentence(words(item))}`), ...more];
}
