// From symptoms to causes: a pure function of whatever evidence there is.

import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { LogFindings } from "../evidence/log/findings.ts";
import { formatCount, formatDuration, formatRate, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { CAUSES } from "./causes/all.ts";
import { pressedElsewhere } from "./causes/full-namespace.ts";
import { type Context, contextOf, worstBurst } from "./context.ts";
import { counted } from "./counted.ts";
import type { Cause, Diagnosis } from "./diagnosis.ts";
import { namespaceTable, othersWords, pressedWords } from "./namespace-table.ts";
import { openNamespaces, openQuestions } from "./open-questions.ts";
import { planFor } from "./plan.ts";
import { withProof } from "./proof.ts";
import { isFlood, ranked } from "./ranking.ts";
import { racesExplainDrops } from "./refused-inserts.ts";

export function diagnose(evidence: Evidence): Diagnosis {
  const context = contextOf(evidence);
  const found = CAUSES.map((find) => find(context)).filter((cause) => cause !== undefined);
  const flooded = found.some(isFlood);
  const causes = ranked(found).map(withProof);
  const full = evidence.log?.tableFull;
  return {
    ...verdictOf(context, causes),
    drops: context.drops,
    since: full?.first?.text ?? null,
    until: full?.last?.text ?? null,
    causes,
    // Another namespace's table is not mended by this one's figures.
    plan: causes[0]?.id === "other-namespace" ? null : planFor(context, flooded, causes),
    known: knownOf(context),
    // A healthy host is not asked for more.
    ...(context.pressed === false && causes.length === 0 ? openNamespaces(context) : openQuestions(context)),
  };
}

function verdictOf(context: Context, causes: readonly Cause[]): Pick<Diagnosis, "verdict" | "severity"> {
  const { evidence, drops, fill, pressed } = context;
  if (racesExplainDrops(context))
    return {
      verdict:
        counted(evidence, "drop") === 1
          ? say("1 packet was dropped because its entry could not be inserted; the table was not full")
          : say("{count} packets were dropped because their entries could not be inserted; the table was not full", {
              count: formatCount(counted(evidence, "drop")),
            }),
      severity: "loss",
    };
  if (drops) return { verdict: dropVerdict(context), severity: "loss" };
  const early = counted(evidence, "early_drop");
  if (early > 0)
    return { verdict: say("The conntrack table was full: {early} entries were evicted", { early: formatCount(early) }), severity: "loss" };
  if (causes.some(({ id }) => id === "hash-too-small"))
    return { verdict: say("The hash table refuses new connections although the conntrack table is not full"), severity: "loss" };
  if (fill !== undefined && fill >= FILL_ERROR)
    return { verdict: say("The conntrack table is {fill} full; no drops seen yet", { fill: formatShare(fill) }), severity: "pressure" };
  if (causes.some(({ id }) => id === "not-conntrack"))
    return { verdict: say("A limit other than conntrack's was reached"), severity: "loss" };
  const [elsewhere] = pressedElsewhere(context);
  if (elsewhere) return { verdict: pressedWords(elsewhere), severity: (elsewhere.perSecond ?? 0) > 0 ? "loss" : "pressure" };
  if (pressed === false) return { verdict: quietVerdict(fill, evidence), severity: "fine" };
  if (fill !== undefined)
    return {
      verdict: say("The conntrack table is {fill} full; were packets dropped before?", { fill: formatShare(fill) }),
      severity: "unknown",
    };
  if (!evidence.table) return { verdict: say("Nothing here says whether the conntrack table was ever full"), severity: "unknown" };
  return {
    verdict: say("{listed}; nothing here says whether it was ever full", { listed: listedOf(evidence.table.entries) }),
    severity: "unknown",
  };
}

/** Counters are those of one namespace: where there are more, it says so, and how the others are. */
function quietVerdict(fill: number | undefined, { namespaces }: Evidence): string {
  if (fill === undefined) return say("No drops caused by a full table");
  const others = namespaces ? othersWords(namespaces) : null;
  return others === null
    ? say("The conntrack table is {fill} full; no drops", { fill: formatShare(fill) })
    : say("This namespace: {fill} full, no drops; {others}", { fill: formatShare(fill), others });
}

function dropVerdict({ drops, evidence, elsewhere }: Context): string {
  if (!drops) return "";
  const packets =
    drops.atLeast === 1 ? say("1 packet was dropped") : say("{count} packets were dropped", { count: formatCount(drops.atLeast) });
  const early = counted(evidence, "early_drop");
  if (drops.from === "statistics" && !evidence.log?.drops && early > 0)
    // early_drop grows above the limit alone.
    return say("The conntrack table was full: {packets}, and {early} entries were evicted, according to the counters", {
      packets,
      early: formatCount(early),
    });
  if (drops.from === "statistics")
    return evidence.log?.drops
      ? say("The conntrack table was full: {packets}, according to the counters", { packets })
      : say("Packets could not be tracked and were dropped: {atLeast} according to the counters", { atLeast: formatCount(drops.atLeast) });
  if (drops.about !== null && drops.about > drops.atLeast) {
    const values = { packets, about: formatCount(drops.about) };
    return elsewhere
      ? say("The conntrack table of another network namespace was full: at least {packets} (estimate: {about})", values)
      : say("The conntrack table was full: at least {packets} (estimate: {about})", values);
  }
  return elsewhere
    ? say("The conntrack table of another network namespace was full: at least {packets}", { packets })
    : say("The conntrack table was full: at least {packets}", { packets });
}

function entriesOf(count: number, fill: number | undefined): string {
  if (fill === undefined) return count === 1 ? say("1 entry") : say("{count} entries", { count: formatCount(count) });
  const values = { count: formatCount(count), share: formatShare(fill) };
  return count === 1 ? say("1 entry, {share} of the limit", values) : say("{count} entries, {share} of the limit", values);
}

function knownOf({ evidence, drops, count, max, buckets, fill }: Context): readonly string[] {
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
        say("{suppressed} more messages were rate-limited: about {printed} drops in total", {
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
      say("Two readings of the counters: {total} drops in total, {between} of them between the readings", {
        ...{ total: formatCount(dropped), between: formatCount(counted(evidence, "drop")) },
      }),
    );
  // The first sentence leaves them out where the log tells of more drops than the counters.
  else if (evidence.log?.drops && evidence.statistics)
    known.push(
      say("The counters since the namespace was created: {dropped} packets dropped, {evicted} entries evicted", {
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

function listedOf(entries: number): string {
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
