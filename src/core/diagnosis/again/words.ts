// A comparison in sentences, the first of which says whether losses ended. Text of others is as it was read.

import { COUNTERS, type CounterId } from "../../evidence/statistics/counters.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatCount, formatDuration, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Comparison } from "./compare.ts";

const WHAT = say("packets and entries");
const MOST_SETTINGS = 20;

/** One sentence. */
export function comparisonHeadline({ losses, lost, seconds, namespaces }: Comparison): string {
  const since =
    seconds === null
      ? say("since the earlier reading")
      : say("in the {max} since the earlier reading", { max: formatDuration(Math.max(1, Math.round(seconds))) });
  const elsewhere = namespaces.map(({ name, lost: count }) => `${formatCount(count)} in ${name}`).slice(0, 3);
  const own = lost === null || (lost === 0 && elsewhere.length > 0) ? [] : [`${formatCount(lost)} ${elsewhere.length > 0 ? "here" : WHAT}`];
  const amount = [...own, ...elsewhere].join(", ");
  switch (losses) {
    case "none":
      return say("Nothing was lost {since}", { since });
    case "ended":
      return say("Losses have stopped: nothing was lost {since}", { since });
    case "paused":
      return say("{amount} were lost {since}, but none during this reading: check again later", { amount, since });
    case "goes-on":
      return amount === ""
        ? say("Losses continue")
        : say("Losses continue: {amount} {since}{lost}", { amount, since, lost: rate(lost, seconds) });
    case "began":
      return amount === ""
        ? say("Losses have started")
        : say("Losses have started: {amount} {since}{lost}", { amount, since, lost: rate(lost, seconds) });
    case "unknown":
      return say("Have losses stopped? Unknown: the two readings have no counters in common");
  }
}

function rate(lost: number | null, seconds: number | null): string {
  return lost === null || lost === 0 || seconds === null || seconds < 1 ? "" : `, ${formatRate(lost / seconds)} per second`;
}

/** The rest, one sentence each. */
export function comparisonWords({ entries, counters, settings, gone, added, still, notes }: Comparison): readonly string[] {
  return [
    ...notes,
    ...(entries
      ? [say("Entries: {now}, {difference}", { now: formatCount(entries.now), difference: difference(entries.now - entries.before) })]
      : []),
    ...(counters ? counterWords(counters) : []),
    ...settings
      .slice(0, MOST_SETTINGS)
      .map(({ key, before, now }) =>
        say("{key} changed from {before} to {now}", { key: dotted(key), before: value(before), now: value(now) }),
      ),
    ...(settings.length > MOST_SETTINGS
      ? [say("{settings} more settings changed", { settings: formatCount(settings.length - MOST_SETTINGS) })]
      : []),
    ...gone.map(({ title }) => say("No longer: {title}", { title })),
    ...added.map(({ title }) => say("New: {title}", { title })),
    ...still.map(({ title }) => say("Still: {title}", { title })),
  ];
}

function counterWords(counters: NonNullable<Comparison["counters"]>): readonly string[] {
  const grown = COUNTERS.filter(({ id, weight }) => weight !== "quiet" && (counters[id]?.count ?? 0) > 0);
  return grown.map(({ id }) => `${id}: ${formatCount(counters[id]?.count ?? 0)} more${per(counters, id)}`);
}

function per(counters: NonNullable<Comparison["counters"]>, id: CounterId): string {
  const each = counters[id]?.perSecond;
  return each === null || each === undefined ? "" : `, ${formatRate(each)} per second`;
}

function difference(by: number): string {
  if (by === 0) return say("unchanged");
  const count = formatCount(Math.abs(by));
  return by > 0 ? say("{count} more than before", { count }) : say("{count} fewer than before", { count });
}

function value(of: number | null): string {
  return of === null ? say("missing") : String(of);
}
