// What is said of hosts and pools, a sentence each, for every face of a report.
import { formatBytes, formatCount } from "../units/units.ts";
import type { DaysUntil, Growth } from "./growth.ts";
import type { HostReport } from "./host-report.ts";
import type { Losses } from "./losses.ts";
import type { PoolReport } from "./pool-report.ts";
import type { PoolTable } from "./pool-table.ts";
import type { Span } from "./span.ts";

const plural = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** "2026-11-14 09:35", in UTC. */
export function timeWords(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? formatCount(seconds) : date.toISOString().slice(0, 16).replace("T", " ");
}

export function poolName(pool: string): string {
  return pool === "" ? "(no pool)" : pool;
}

/** "in 34 days (29 to 41)" */
export function daysWords({ days, soonest, latest }: DaysUntil): string {
  if (days === null) return "not within three years";
  if (days < 1) return "now";
  const round = (value: number): string => formatCount(Math.max(1, value));
  return `in ${plural(Math.round(days), "day")} (${soonest === null ? "?" : round(soonest)} to ${latest === null ? "never" : round(latest)})`;
}

export function growthWords({ kind, days, perDay, until }: Growth): string {
  if (kind === "young") return days === 0 ? "no data" : `too little data: ${plural(days, "day")}`;
  if (kind === "flat" || !perDay) return "no clear growth";
  const rate = `${formatCount(Math.abs(perDay.value))} entries per day (${formatCount(Math.abs(perDay.value < 0 ? perDay.high : perDay.low))} to ${formatCount(Math.abs(perDay.value < 0 ? perDay.low : perDay.high))})`;
  if (kind === "shrinking") return `shrinks by ${rate}`;
  const full = until.at(-1);
  return `grows by ${rate}${full ? `; full ${daysWords(full)}` : ""}`;
}

/** "gw-3: 1,204 packets dropped because the table was full, 33 entries evicted, between ... and ..." */
export function lossySentence({ host, losses }: HostReport, span: Span): string {
  return `${host}: ${losses ? [lossWords(losses), lossTimes(losses, span)].filter(Boolean).join(", ") : ""}`;
}

/** Empty where nothing was lost. */
function lossWords({ dropped, evicted, raced, refused, full }: Losses): string {
  const parts: string[] = [];
  if (dropped > 0) parts.push(`${plural(dropped, "packet")} dropped because the table was full`);
  if (evicted > 0) parts.push(`${plural(evicted, "entry", "entries")} evicted`);
  if (raced > 0)
    parts.push(`${plural(raced, "packet")} dropped ${full ? "because the table was full, or" : ""} in insert races`.replace("  ", " "));
  if (refused > 0) parts.push(`${plural(refused, "insert")} refused because of long chains or duplicates`);
  return parts.join(", ");
}

/** "between 2026-11-24 00:00 and 2026-11-25 00:00": the windows in which anything was lost; empty where that is not known. */
function lossTimes({ when }: Losses, { window }: Span): string {
  return when ? `between ${timeWords(when.first - window)} and ${timeWords(when.last)}` : "";
}

export function outlierWords({ host, side }: PoolReport["outliers"][number]): string {
  return `${host.host}: peak ${formatCount(host.peak?.entries ?? 0)}, far ${side === "high" ? "above" : "below"} the median`;
}

export function driftWords({ limit, chosenBy, limitChanges, target, cpus }: HostReport): string {
  const whose =
    chosenBy === "kernel"
      ? `, the kernel's default for ${target?.memory === undefined ? "its memory" : formatBytes(target.memory)}`
      : chosenBy === "kube-proxy"
        ? `, what kube-proxy sets for ${plural(cpus ?? 0, "CPU")}`
        : "";
  const changed = limitChanges > 0 ? `; changed ${limitChanges === 1 ? "once" : `${limitChanges} times`} in this period` : "";
  return `${limit === null ? "unknown" : formatCount(limit)}${whose}${changed}`;
}

/** What to do about the table of a pool, in one to three sentences. */
export function tableSentences({ table, machine }: PoolReport): readonly string[] {
  if (!table) return [];
  const { needed, advised, current, tooSmall, frees, fits } = table;
  const cost = `${formatCount(needed.buckets)} buckets, ${formatBytes(needed.bytes)} when full`;
  const sentences = [`Needs max ${formatCount(needed.max)} (${cost}).`];
  if (tooSmall > 0) sentences.push(`${plural(tooSmall, "host")} ${tooSmall === 1 ? "has" : "have"} less: set ${formatCount(advised.max)}.`);
  else if (current) sentences.push("The limit is enough.");
  if (frees > 0) sentences.push(freesSentence(table));
  if (fits === false)
    sentences.push(
      `That is more than a quarter of the ${machine.target.memory === undefined ? "memory" : formatBytes(machine.target.memory)} of its smallest host. How much memory may the table use?`,
    );
  return sentences;
}

function freesSentence({ frees, needed }: PoolTable): string {
  return `The current limits would need ${formatBytes(frees)} more in total if the tables were full; entries take memory only while they exist, so lowering the limit to ${formatCount(needed.max)} frees nothing now.`;
}
