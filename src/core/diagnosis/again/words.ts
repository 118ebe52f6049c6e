// A comparison in sentences, the first of which says whether losses ended. Text of others is as it was read.

import { COUNTERS, type CounterId } from "../../evidence/statistics/counters.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatCount, formatDuration, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Comparison } from "./compare.ts";
import { HEADLINES, type Headline } from "./headlines.ts";

const MOST_SETTINGS = 20;

/** Whether losses ended, and what other namespaces lost. */
export function comparisonHeadline({ losses, lost, seconds, namespaces }: Comparison): string {
  const elsewhere = elsewhereWords(namespaces);
  const isUnknown = lost === null || (lost === 0 && elsewhere.length > 0);
  const amount = isUnknown ? "" : formatCount(lost);
  const told =
    HEADLINES[losses === "began" && isUnknown ? "began-unknown" : losses === "goes-on" && isUnknown ? "goes-on-unknown" : losses];
  return [headline(told, amount, lost, seconds), ...elsewhere].join(". ");
}

function headline({ anyTime, timed, rated }: Headline, amount: string, lost: number | null, seconds: number | null): string {
  if (seconds === null) return anyTime(amount);
  const time = formatDuration(Math.max(1, Math.round(seconds)));
  const each = lost === null || lost === 0 || seconds < 1 ? undefined : formatRate(lost / seconds);
  return each === undefined || !rated ? timed(amount, time) : rated(amount, time, each);
}

/** Of the namespaces that lost most, in a sentence each. */
function elsewhereWords(namespaces: Comparison["namespaces"]): readonly string[] {
  return namespaces.slice(0, 3).map(({ name, lost }) => say("{name}: {count} lost", { name, count: formatCount(lost) }));
}

/** The rest, one sentence each. */
export function comparisonWords({ entries, counters, settings, gone, added, still, notes }: Comparison): readonly string[] {
  return [
    ...notes,
    ...(entries ? [entriesWords(entries)] : []),
    ...(counters ? counterWords(counters) : []),
    ...settings.slice(0, MOST_SETTINGS).map(settingWords),
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

function entriesWords({ now, before }: NonNullable<Comparison["entries"]>): string {
  const values = { now: formatCount(now), count: formatCount(Math.abs(now - before)) };
  if (now === before) return say("Entries: {now}, unchanged", values);
  return now > before ? say("Entries: {now}, {count} more than before", values) : say("Entries: {now}, {count} fewer than before", values);
}

function settingWords({ key, before, now }: Comparison["settings"][number]): string {
  const name = dotted(key);
  if (before === null) return say("{key} was missing and is now {now}", { key: name, now: String(now) });
  return now === null
    ? say("{key} was {before} and is now missing", { key: name, before })
    : say("{key} changed from {before} to {now}", { key: name, before, now });
}
