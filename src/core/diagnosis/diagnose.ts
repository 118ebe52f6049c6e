// From symptoms to causes: a pure function of whatever evidence there is.

import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { formatCount, formatDuration, formatRate, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { CAUSES } from "./causes/all.ts";
import { pressedElsewhere } from "./causes/full-namespace.ts";
import { type Context, contextOf } from "./context.ts";
import { counted } from "./counted.ts";
import type { Cause, Diagnosis } from "./diagnosis.ts";
import { namespaceTable, pressedWords } from "./namespace-table.ts";
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
      verdict: `${formatCount(counted(evidence, "drop"))} packets were dropped because their entries could not be inserted; the table was not full`,
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
  if (pressed === false)
    return {
      verdict: `${fill === undefined ? say("No drops caused by a full table") : say("The conntrack table is {fill} full; no drops", { fill: formatShare(fill) })}`,
      severity: "fine",
    };
  if (fill !== undefined)
    return {
      verdict: say("The conntrack table is {fill} full; were packets dropped before?", { fill: formatShare(fill) }),
      severity: "unknown",
    };
  const listed = evidence.table
    ? say("The table lists {entries} entries; nothing", { entries: formatCount(evidence.table.entries) })
    : say("Nothing");
  return {
    verdict: `${listed} here says whether ${evidence.table ? "it" : say("the conntrack table")} was ever full`,
    severity: "unknown",
  };
}

function dropVerdict({ drops, evidence, elsewhere }: Context): string {
  if (!drops) return "";
  const packets = `${formatCount(drops.atLeast)} ${drops.atLeast === 1 ? say("packet was") : say("packets were")} dropped`;
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
  const about = drops.about !== null && drops.about > drops.atLeast ? ` (estimate: ${formatCount(drops.about)})` : "";
  return elsewhere
    ? say("The conntrack table of another network namespace was full: at least {packets}{about}", { packets, about })
    : say("The conntrack table was full: at least {packets}{about}", { packets, about });
}

function knownOf({ evidence, drops, count, max, buckets, fill }: Context): readonly string[] {
  const known: string[] = [];
  const { log, table } = evidence;
  const full = log?.tableFull;
  if (full && full.printed > 0) {
    known.push(`At least ${formatCount(full.printed)} ${full.printed === 1 ? "drop" : "drops"}: one for each log line`);
    if (full.suppressed > 0)
      known.push(
        say("{suppressed} more messages were rate-limited: about {printed} drops in total", {
          suppressed: formatCount(full.suppressed),
          printed: formatCount(full.printed + full.suppressed),
        }),
      );
    if (full.first && full.last && full.seconds !== null && full.seconds > 0)
      known.push(
        `From ${full.first.text} to ${full.last.text}, ${formatDuration(full.seconds)}${full.burstCount > 1 ? ` in ${formatCount(full.burstCount)} bursts` : ""}`,
      );
    else if (full.first) known.push(`At ${full.first.text}`);
  }
  if (log?.loaded)
    known.push(
      say("When the module loaded, the limit was {max} entries, with {buckets} buckets", {
        max: formatCount(log.loaded.max),
        buckets: formatCount(log.loaded.buckets),
      }),
    );
  if (drops?.perSecond)
    known.push(`About ${formatRate(drops.perSecond)} packets per second were dropped${drops.from === "log" ? " (estimate)" : ""}`);
  const dropped = evidence.statistics?.total.drop ?? 0;
  if (evidence.changes && dropped > 0)
    known.push(
      `Two readings of the counters: ${formatCount(dropped)} drops in total, ${formatCount(counted(evidence, "drop"))} of them between the readings`,
    );
  if (count !== undefined) known.push(`${formatCount(count)} entries${fill === undefined ? "" : `, ${formatShare(fill)} of the limit`}`);
  if (max !== undefined)
    known.push(max === 0 ? say("There is no limit (nf_conntrack_max is 0)") : say("The limit is {max} entries", { max: formatCount(max) }));
  if (buckets !== undefined) known.push(say("The hash table has {buckets} buckets", { buckets: formatCount(buckets) }));
  if (evidence.namespaces && evidence.namespaces.namespaces.length > 1) known.push(namespaceTable(evidence.namespaces).headline);
  if (table) known.push(say("The table lists {entries} entries", { entries: formatCount(table.entries) }));
  return known;
}
