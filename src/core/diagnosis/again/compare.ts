// The same reading later: what changed, and whether losses ended.

import type { CounterId } from "../../evidence/statistics/counters.ts";
import { lossesIn } from "../../evidence/statistics/losses.ts";
import { type CounterChange, changesBetween } from "../../evidence/statistics/rates.ts";
import { say } from "../../words/say.ts";
import type { KeptCause, KeptReading } from "./kept.ts";
import { betweenReadings, type Incomparable } from "./same-host.ts";

/**
 * none: nothing was lost before, and nothing since. ended: there were losses, and none since. paused: some since, and none
 * as it was read now. goes-on, began: losses until now. unknown: nothing tells.
 */
type Losses = "none" | "ended" | "paused" | "goes-on" | "began" | "unknown";

export interface Comparison {
  readonly losses: Losses;
  /** Packets dropped, entries thrown out and inserts refused since; null where it is not known. */
  readonly lost: number | null;
  /** Between the two; null where it is not known. */
  readonly seconds: number | null;
  readonly entries: { readonly before: number; readonly now: number } | null;
  /** Null where the counters began anew, or are not known. */
  readonly counters: Readonly<Partial<Record<CounterId, CounterChange>>> | null;
  readonly settings: readonly ChangedSetting[];
  readonly gone: readonly KeptCause[];
  readonly added: readonly KeptCause[];
  readonly still: readonly KeptCause[];
  /** Others that lost something since. */
  readonly namespaces: readonly { readonly name: string; readonly lost: number; readonly count: number | null }[];
  /** What makes figures incomparable; one sentence each. */
  readonly notes: readonly string[];
}

interface ChangedSetting {
  /** A path below /proc/sys. */
  readonly key: string;
  /** Null where it was not there, or not read. */
  readonly before: number | null;
  readonly now: number | null;
}

export function compareReadings(before: KeptReading, now: KeptReading): Comparison | Incomparable {
  const between = betweenReadings(before, now);
  if ("why" in between) return between;
  const { seconds, counting } = between;
  const readable = counting && before.statistics && now.statistics;
  const counters = readable ? (changesBetween(asStatistics(before), asStatistics(now), seconds) ?? null) : null;
  const notes = [...between.notes];
  if (readable && !counters)
    notes.push(
      say("The counters decreased or belong to other CPUs, so they were reset: nf_conntrack was reloaded, or this is another namespace"),
    );
  const lost = counters && lossesIn((id) => counters[id]?.count ?? 0);
  const elsewhere = counting ? namespacesSince(before, now) : [];
  return {
    losses: lossesOf(before, now, lost, elsewhere.length > 0),
    lost,
    seconds: seconds ?? null,
    entries: before.count !== null && now.count !== null ? { before: before.count, now: now.count } : null,
    counters,
    settings: changedSettings(before, now),
    gone: without(before.causes, now.causes),
    added: without(now.causes, before.causes),
    still: now.causes.filter(({ id }) => before.causes.some((cause) => cause.id === id)),
    namespaces: elsewhere,
    notes,
  };
}

function lossesOf(before: KeptReading, now: KeptReading, lost: number | null, elsewhere: boolean): Losses {
  const had = before.severity === "loss";
  if (elsewhere || (lost === null && (now.lostPerSecond ?? 0) > 0)) return had ? "goes-on" : "began";
  if (lost === null) return "unknown";
  if (lost === 0) return had ? "ended" : "none";
  if (now.lostPerSecond === 0) return "paused";
  return had ? "goes-on" : "began";
}

function asStatistics({ statistics }: KeptReading): Parameters<typeof changesBetween>[0] {
  return { cpus: statistics?.cpus ?? [], total: statistics?.total ?? {}, entries: null, unknown: [], badLines: 0 };
}

/** A number is given again once its namespace has gone, but what it lost falls then. */
function namespacesSince(before: KeptReading, now: KeptReading): Comparison["namespaces"] {
  const known = new Map(before.namespaces.map(({ inode, lost }) => [inode, lost]));
  return now.namespaces.flatMap(({ inode, name, lost, count }) => {
    const since = lost - (known.get(inode) ?? lost);
    return since > 0 ? [{ name, lost: since, count }] : [];
  });
}

/** A value that one reading did not have is a change only where the other was of the same kind: both of a host. */
function changedSettings(before: KeptReading, now: KeptReading): readonly ChangedSetting[] {
  const both = before.host !== undefined && now.host !== undefined;
  return [...new Set([...Object.keys(before.settings), ...Object.keys(now.settings)])]
    .sort()
    .map((key) => ({ key, before: before.settings[key] ?? null, now: now.settings[key] ?? null }))
    .filter((one) => one.before !== one.now && (both || (one.before !== null && one.now !== null)));
}

function without(some: readonly KeptCause[], others: readonly KeptCause[]): readonly KeptCause[] {
  return some.filter(({ id }) => others.every((other) => other.id !== id));
}
