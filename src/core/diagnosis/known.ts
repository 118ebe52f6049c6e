// What is known of the table, whatever the verdict: a sentence each.

import type { LogFindings } from "../evidence/log/findings.ts";
import { formatCount, formatDuration, formatRate, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { type Context, worstBurst } from "./context.ts";
import { counted } from "./counted.ts";
import { namespaceTable } from "./namespace-table.ts";

function entriesOf(count: number, fill: number | undefined): string {
  if (fill === undefined) return count === 1 ? say("1 entry") : say("{count} entries", { count: formatCount(count) });
  const values = { count: formatCount(count), share: formatShare(fill) };
  return count === 1 ? say("1 entry, {share} of the limit", values) : say("{count} entries, {share} of the limit", values);
}

export function knownOf({ evidence, drops, count, max, buckets, fill }: Context): readonly string[] {
  const known: string[] = [];
  const { log, table } = evidence;
  const full = log?.tableFull;
  if (full && full.printed > 0) {
    known.push(
      full.printed === 1
        ? say("At least 1 drop: one for each log line")
        : say("At least {drops} drops: one for each log line", { drops: formatCount(full.printed) }),
    );
    if (full.suppressed > 0)
      known.push(
        full.suppressed === 1
          ? say("1 more message was rate-limited: about {printed} drops in total", { printed: formatCount(full.printed + 1) })
          : say("{suppressed} more messages were rate-limited: about {printed} drops in total", {
              suppressed: formatCount(full.suppressed),
              printed: formatCount(full.printed + full.suppressed),
            }),
      );
    if (full.first && full.last && full.seconds !== null && full.seconds > 0)
      known.push(
        full.burstCount > 1
          ? say("{bursts} bursts within {span}, from {first} to {last}", {
              ...{ bursts: formatCount(full.burstCount), span: formatDuration(full.seconds) },
              ...{ first: full.first.text, last: full.last.text },
            })
          : say("From {first} to {last}, {span}", { first: full.first.text, last: full.last.text, span: formatDuration(full.seconds) }),
      );
    else if (full.first) known.push(say("At {time}", { time: full.first.text }));
  }
  if (log?.loaded)
    known.push(
      say("When the module loaded, the limit was {max} entries, with {buckets} buckets", {
        max: formatCount(log.loaded.max),
        buckets: formatCount(log.loaded.buckets),
      }),
    );
  if (drops?.perSecond) known.push(rateOf(drops, full));
  const dropped = evidence.statistics?.total.drop ?? 0;
  if (evidence.changes && dropped > 0)
    known.push(
      dropped === 1
        ? counted(evidence, "drop") === 1
          ? say("Two readings of the counters: 1 drop, between the readings")
          : say("Two readings of the counters: 1 drop, before the first of them")
        : say("Two readings of the counters: {total} drops in total, {between} of them between the readings", {
            ...{ total: formatCount(dropped), between: formatCount(counted(evidence, "drop")) },
          }),
    );
  // The first sentence leaves them out where the log tells of more drops than the counters.
  else if (evidence.log?.drops && evidence.statistics)
    known.push(
      say("The counters since the namespace was created: packets dropped: {dropped}; entries evicted: {evicted}", {
        ...{ dropped: formatCount(dropped), evicted: formatCount(counted(evidence, "early_drop")) },
      }),
    );
  if (count !== undefined) known.push(entriesOf(count, fill));
  if (max !== undefined)
    known.push(max === 0 ? say("There is no limit (nf_conntrack_max is 0)") : say("The limit is {max} entries", { max: formatCount(max) }));
  if (buckets !== undefined) known.push(say("The hash table has {buckets} buckets", { buckets: formatCount(buckets) }));
  if (evidence.namespaces && evidence.namespaces.namespaces.length > 1) known.push(namespaceTable(evidence.namespaces).headline);
  if (table && table.entries > 0 && count !== table.entries) known.push(listedOf(table.entries));
  if (table && max === undefined && table.entries > 0 && table.entries < SMALLEST_LIMIT)
    known.push(say("So few entries are below the default limit of any host with 128 MiB of memory or more"));
  return known;
}

/** 128 MiB / 16384 / 8 bytes (nf_conntrack_init_start), and at least as many entries as buckets. */
const SMALLEST_LIMIT = 1024;

export function listedOf(entries: number): string {
  return entries === 1 ? say("The table lists 1 entry") : say("The table lists {entries} entries", { entries: formatCount(entries) });
}

/** What a rate is of: the whole time of a log is mostly pauses. */
function rateOf({ perSecond, from }: NonNullable<Context["drops"]>, full: LogFindings["tableFull"] | undefined): string {
  const burst = from === "log" && full ? worstBurst(full) : null;
  const rate = formatRate(perSecond ?? 0);
  if (!burst) return say("About {rate} packets per second were dropped between the two readings", { rate });
  return say("In the worst burst ({seconds}), about {rate} packets per second were dropped (estimate)", {
    ...{ seconds: formatDuration(Math.max(1, Math.round(burst.seconds))), rate },
  });
}
