// A comparison in sentences, the first of which says whether losses ended. Text of others is as it was read.

import { COUNTERS, type CounterId } from "../../evidence/statistics/counters.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatCount, formatDuration, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Comparison } from "./compare.ts";
import { HEADLINES } from "./headlines.ts";

const MOST_SETTINGS = 20;

/** One sentence. */
export function comparisonHeadline({ losses, lost, seconds, namespaces }: Comparison): string {
  const amount = amountOf(lost, namespaces);
  const isUnknown = amount === "";
  const told =
    HEADLINES[losses === "began" && isUnknown ? "began-unknown" : losses === "goes-on" && isUnknown ? "goes-on-unknown" : losses];
  if (seconds === null) return told.anyTime(amount);
  const time = formatDuration(Math.max(1, Math.round(seconds)));
  const each = lost === null || lost === 0 || seconds < 1 ? undefined : formatRate(lost / seconds);
  return each === undefined || !told.rated ? told.timed(amount, time) : told.rated(amount, time, each);
}

/** "1,204 packets and entries", or "12 here, 30 in netns web"; empty where it is not known. */
function amountOf(lost: number | null, namespaces: Comparison["namespaces"]): string {
  const elsewhere = namespaces.slice(0, 3).map(({ name, lost: count }) => say("{count} in {name}", { count: formatCount(count), name }));
  if (lost === null || (lost === 0 && elsewhere.length > 0)) return elsewhere.join(", ");
  const count = formatCount(lost);
  return elsewhere.length === 0 ? say("{count} packets and entries", { count }) : [say("{count} here", { count }), ...elsewhere].join(", ");
}

/** The rest, one sentence each. */
export function comparisonWords({ entries, counters, settings, gone, added, still, notes }: Comparison): readonly string[] {
  return [
    ...notes,
    ...(entries ? [entriesSentence(entries.now, entries.now - entries.before)] : []),
    ...(counters ? counterWords(counters) : []),
    ...settings
      .slice(0, MOST_SETTINGS)
      .map(({ key, before, now }) =>
        say("{key} changed from {before} to {now}", { key: dotted(key), before: value(before), now: value(now) }),
      ),
    ...(settings.length > MOST_SETTINGS ? [moreSettings(settings.length - MOST_SETTINGS)] : []),
    ...gone.map(({ title }) => say("No longer: {title}", { title })),
    ...added.map(({ title }) => say("New: {title}", { title })),
    ...still.map(({ title }) => say("Still: {title}", { title })),
  ];
}

function moreSettings(count: number): string {
  return count === 1 ? say("1 more setting changed") : say("{count} more settings changed", { count: formatCount(count) });
}

function counterWords(counters: NonNullable<Comparison["counters"]>): readonly string[] {
  const grown = COUNTERS.filter(({ id, weight }) => weight !== "quiet" && (counters[id]?.count ?? 0) > 0);
  return grown.map(({ id }) => counterSentence(id, counters[id]?.count ?? 0, counters[id]?.perSecond));
}

function counterSentence(name: CounterId, grown: number, perSecond: number | null | undefined): string {
  const count = formatCount(grown);
  return perSecond === null || perSecond === undefined
    ? say("{name}: {count} more", { name, count })
    : say("{name}: {count} more, {rate} per second", { name, count, rate: formatRate(perSecond) });
}

function entriesSentence(entries: number, by: number): string {
  const values = { now: formatCount(entries), count: formatCount(Math.abs(by)) };
  if (by === 0) return say("Entries: {now}, unchanged", values);
  return by > 0 ? say("Entries: {now}, {count} more than before", values) : say("Entries: {now}, {count} fewer than before", values);
}

function value(of: number | null): string {
  return of === null ? say("missing") : String(of);
}
