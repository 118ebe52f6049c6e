// A fleet for people: a table of pools, and below it what wants attention, pool by pool.
import {
  daysWords,
  driftWords,
  type FleetReport,
  growthWords,
  lossySentence,
  outlierWords,
  type PoolReport,
  poolName,
  tableSentences,
  timeWords,
} from "../core/fleet/index.ts";
import { formatCount, formatShare } from "../core/language/index.ts";
import { columns } from "./columns.ts";
import type { Output } from "./output.ts";
import { counted, type Painter, painter } from "./style.ts";
import { visible } from "./visible.ts";

/** Hosts of one kind that are listed; the others are counted. */
const LISTED = 10;
const HEAD = ["pool", "hosts", "peak", "when (UTC)", "on", "of limit", "p99", "full in", "losing", "drift"];

export function fleetText(report: FleetReport, output: Pick<Output, "colour" | "terminal" | "columns">): string {
  const { pools, hosts, span, notes } = report;
  const paint = painter(output.colour);
  const rows = [{ cells: HEAD }, ...pools.map((pool) => ({ cells: poolRow(pool) }))];
  const title = `${counted(hosts, "host")} in ${counted(pools.length, "pool")}, ${timeWords(span.end - span.range)} to ${timeWords(span.end)} UTC`;
  const blocks = [
    paint(title, "bold"),
    columns(rows, { left: [0, 3, 4] }, { ...output, terminal: false }).join("\n"),
    ...pools.map((pool) => poolBlock(pool, span, paint)),
    ...(notes.length === 0 ? [] : [["Notes:", ...notes.map((note) => `  ${visible(note)}`)].join("\n")]),
  ];
  return blocks.join("\n\n");
}

function poolRow({ pool, present, hosts, peak, fullest, quantiles, firstFull, lossy, uncounted, drifting }: PoolReport): readonly string[] {
  const full = firstFull?.growth.until.at(-1);
  const gone = hosts.length - present;
  return [
    poolName(pool),
    gone === 0 ? formatCount(present) : `${formatCount(present)} (+${formatCount(gone)} no longer seen)`,
    peak ? formatCount(peak.entries) : "-",
    peak ? timeWords(peak.at) : "-",
    peak?.host ?? "-",
    fullest ? formatShare(fullest.share) : "?",
    quantiles[2] === null || quantiles[2] === undefined ? "-" : formatCount(quantiles[2]),
    full?.days === undefined || full.days === null ? "-" : full.days < 1 ? "now" : `${formatCount(full.days)} d`,
    uncounted === present && present > 0 ? "unknown" : formatCount(lossy.length),
    formatCount(drifting.length),
  ];
}

function poolBlock(report: PoolReport, span: FleetReport["span"], paint: Painter): string {
  const { pool, growth, firstFull, lossy, uncounted, present, young, expected, drifting, outliers, machine, limits } = report;
  const kernels = machine.assumed ? "kernel unknown, Linux 6.18 assumed" : machine.releases.slice(0, 3).join(", ");
  const more = machine.releases.length > 3 ? ` and ${machine.releases.length - 3} more` : "";
  const lines = [
    paint(visible(poolName(pool)), "bold"),
    `  ${visible(tableSentences(report).join(" "))}`,
    `  Limit: ${
      limits.length === 0
        ? "unknown"
        : limits
            .slice(0, 4)
            .map(({ limit, hosts }) => `${formatCount(limit)} on ${counted(hosts, "host")}`)
            .join(", ")
    }${expected?.from === "files" ? `; the files say ${formatCount(expected.limit)}` : ""}. Kernel: ${visible(kernels)}${more}.`,
    `  Highest host: ${growthWords(growth)}.`,
  ];
  if (firstFull) {
    const steps = firstFull.growth.until.map((step) => `${formatShare(step.share)} ${daysWords(step)}`).join(", ");
    lines.push(`  ${paint("First full", "yellow")}: ${visible(firstFull.host)}, ${steps}.`);
  }
  lines.push(
    ...listed(paint("Lost connections", "red"), lossy, (host) => lossySentence(host, span)),
    ...listed(
      paint(`Limit different from ${expected?.from === "files" ? "the files" : "the pool"}`, "yellow"),
      drifting,
      (host) => `${host.host}: ${driftWords(host)}`,
    ),
    ...listed("Outliers", outliers, outlierWords),
  );
  if (uncounted > 0)
    lines.push(
      `  Losses unknown on ${uncounted === present ? "all hosts" : counted(uncounted, "host")}: no counters (CONFIG_NF_CONNTRACK_PROCFS is off, or an old exporter).`,
    );
  if (young > 0) lines.push(`  Too little data to show growth: ${counted(young, "host")}.`);
  return lines.join("\n");
}

function listed<T>(title: string, items: readonly T[], words: (item: T) => string): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > LISTED ? [`    and ${counted(items.length - LISTED, "more host")}`.replace("more hosts", "more")] : [];
  return [`  ${title}: ${counted(items.length, "host")}`, ...items.slice(0, LISTED).map((item) => `    ${visible(words(item))}`), ...more];
}
