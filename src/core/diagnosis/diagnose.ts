// From symptoms to causes: a pure function of whatever evidence there is.

import type { Evidence } from "../evidence/evidence.ts";
import { CAUSES } from "./causes/all.ts";
import { contextOf } from "./context.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { knownOf } from "./known.ts";
import { openQuestions, unreadParts } from "./open-questions.ts";
import { planFor } from "./plan.ts";
import { withProof } from "./proof.ts";
import { isFlood, ranked } from "./ranking.ts";
import { verdictOf } from "./verdict.ts";

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
    ...(context.pressed === false && causes.length === 0 ? unreadParts(context) : openQuestions(context)),
  };
}
