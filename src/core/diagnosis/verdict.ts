// The first sentence of a diagnosis, and how bad it is.

import { FILL_ERROR } from "../advice/fill.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { formatCount, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { pressedElsewhere } from "./causes/full-namespace.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";
import type { Cause, Diagnosis } from "./diagnosis.ts";
import { dropVerdict } from "./drop-verdict.ts";
import { listedOf } from "./known.ts";
import { othersWords, pressedWords } from "./namespace-table.ts";
import { racesExplainDrops } from "./refused-inserts.ts";

export function verdictOf(context: Context, causes: readonly Cause[]): Pick<Diagnosis, "verdict" | "severity"> {
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
    return {
      verdict:
        early === 1
          ? say("The conntrack table was full: 1 entry was evicted")
          : say("The conntrack table was full: {early} entries were evicted", { early: formatCount(early) }),
      severity: "loss",
    };
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
    verdict: `${listedOf(evidence.table.entries)}. ${say("Nothing here says whether it was ever full")}`,
    severity: "unknown",
  };
}

/** Counters are those of one namespace: where there are more, it says so, and how the others are. */
function quietVerdict(fill: number | undefined, { namespaces }: Evidence): string {
  if (fill === undefined) return say("No drops caused by a full table");
  const others = namespaces ? othersWords(namespaces) : null;
  return others === null
    ? say("The conntrack table is {fill} full; no drops", { fill: formatShare(fill) })
    : `${say("This namespace: {fill} full, no drops", { fill: formatShare(fill) })}. ${others}`;
}
