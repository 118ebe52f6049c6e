// What is said of hosts and pools, a sentence each, for every face of a report.

import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { DaysUntil, Growth } from "./growth.ts";
import type { HostReport } from "./host-report.ts";
import type { PoolReport } from "./pool-report.ts";
import type { PoolTable } from "./pool-table.ts";

/** "2026-11-14 09:35", in UTC. */
export function timeWords(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? formatCount(seconds) : date.toISOString().slice(0, 16).replace("T", " ");
}

export function poolName(pool: string): string {
  return pool === "" ? say("(no pool)") : pool;
}

/** "in 34 days (29 to 41)" */
export function daysWords({ days, soonest, latest }: DaysUntil): string {
  if (days === null) return say("not within three years");
  if (days < 1) return say("now");
  const round = (value: number): string => formatCount(Math.max(1, value));
  const values = {
    days: formatCount(Math.round(days)),
    soonest: soonest === null ? "?" : round(soonest),
    latest: latest === null ? "∞" : round(latest),
  };
  return Math.round(days) === 1 ? say("in 1 day ({soonest} to {latest})", values) : say("in {days} days ({soonest} to {latest})", values);
}

export function growthWords({ kind, days, perDay, until }: Growth): string {
  if (kind === "young") {
    if (days === 0) return say("no data");
    return days === 1 ? say("too little data: 1 day") : say("too little data: {days} days", { days: formatCount(days) });
  }
  if (kind === "flat" || !perDay) return say("no clear growth");
  const { value, low, high } = perDay;
  const rate = {
    entries: formatCount(Math.abs(value)),
    from: formatCount(Math.abs(value < 0 ? high : low)),
    to: formatCount(Math.abs(value < 0 ? low : high)),
  };
  if (kind === "shrinking") return say("shrinks by {entries} entries per day ({from} to {to})", rate);
  const full = until.at(-1);
  const grows = say("grows by {entries} entries per day ({from} to {to})", rate);
  return full ? `${grows}. ${say("Full: {when}", { when: daysWords(full) })}` : grows;
}

export function outlierWords({ host, side }: PoolReport["outliers"][number]): string {
  const values = { host: host.host, peak: formatCount(host.peak?.entries ?? 0) };
  return side === "high"
    ? say("{host}: peak {peak}, far above the median", values)
    : say("{host}: peak {peak}, far below the median", values);
}

export function driftWords(report: HostReport): string {
  const { limitChanges } = report;
  const limit = limitWords(report);
  if (limitChanges <= 0) return limit;
  const changed =
    limitChanges === 1 ? say("changed once in this period") : say("changed {times} times in this period", { times: limitChanges });
  return [limit, changed].join("; ");
}

/** The limit and who chose it. */
function limitWords({ limit, chosenBy, target, cpus }: HostReport): string {
  if (limit === null) return say("unknown");
  const values = {
    limit: formatCount(limit),
    memory: formatBytes(target?.memory ?? 0),
    cpus: formatCount(cpus ?? 0),
  };
  if (chosenBy === "kernel")
    return target?.memory === undefined
      ? say("{limit}, the kernel's default for its memory", values)
      : say("{limit}, the kernel's default for {memory}", values);
  if (chosenBy !== "kube-proxy") return values.limit;
  return cpus === 1 ? say("{limit}, what kube-proxy sets for 1 CPU", values) : say("{limit}, what kube-proxy sets for {cpus} CPUs", values);
}

/** What to do about the table of a pool, in one to three sentences. */
export function tableSentences({ table, machine }: PoolReport): readonly string[] {
  if (!table) return [];
  const { needed, advised, current, tooSmall, frees, fits } = table;
  const sentences = [
    say("Needs max {max} ({buckets} buckets, {memory} when full).", {
      max: formatCount(needed.max),
      buckets: formatCount(needed.buckets),
      memory: formatBytes(needed.bytes),
    }),
  ];
  const values = { hosts: formatCount(tooSmall), max: formatCount(advised.max) };
  if (tooSmall > 0)
    sentences.push(tooSmall === 1 ? say("1 host has less: set {max}.", values) : say("{hosts} hosts have less: set {max}.", values));
  else if (current) sentences.push(say("The limit is enough."));
  if (frees > 0) sentences.push(freesSentence(table));
  if (fits === false)
    sentences.push(
      machine.target.memory === undefined
        ? say("That is more than a quarter of the memory of its smallest host. How much memory may the table use?")
        : say("That is more than a quarter of the {memory} of its smallest host. How much memory may the table use?", {
            memory: formatBytes(machine.target.memory),
          }),
    );
  return sentences;
}

function freesSentence({ frees, needed }: PoolTable): string {
  return say(
    "The current limits would need {memory} more in total if the tables were full; entries take memory only while they exist, so lowering the limit to {max} frees nothing now.",
    { memory: formatBytes(frees), max: formatCount(needed.max) },
  );
}
