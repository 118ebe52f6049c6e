// Steps of a rule that use the entry of a flow, or give it something.
import type { CtUse, Rule } from "../model.ts";
import { type Branch, fork, type Place, type RuleResult, split } from "./branch.ts";

export function runCt(use: CtUse, rule: Rule, branch: Branch, place: Place, next: Branch[], result: RuleResult): void {
  switch (use) {
    case "match":
      split(branch, branch.state, "maybe", "no", "entry", next, result);
      return;
    case "match beside state":
      split(branch, branch.state, "maybe", branch.state.notrack ? "maybe" : "yes", "entry", next, result);
      return;
    case "update":
      // Without an entry there is nothing to read, and the rule ends; with an accept of ours before it, it is not met.
      split(
        written(branch, use),
        branch.state,
        "yes",
        branch.state.notrack || place.mended.has(rule) ? "yes" : "no",
        "state",
        next,
        result,
      );
      return;
    case "count":
      if (branch.tracked) place.met({ kind: "entry", rule, why: "count" });
      fork(branch, next, result);
      return;
    case "mark read":
      if (branch.tracked) place.met({ kind: "entry", rule, why: "mark read" });
      next.push({ ...branch, state: { ...branch.state, marks: undefined } });
      return;
    case "helper":
      if (branch.tracked) place.met({ kind: "entry", rule, why: "helper" });
      next.push(templated(branch, use, rule, place));
      return;
    case "zone":
    case "write":
      if (branch.tracked) place.met({ kind: use, rule });
      next.push(written(templated(branch, use, rule, place), use));
      return;
    case "timeout":
      next.push(templated(branch, use, rule, place));
  }
}

/** What iptables' CT target gives, and nft's zones, is a template; in nft's other statements nothing is given before tracking. */
function templated(branch: Branch, use: CtUse, { table }: Rule, { early }: Place): Branch {
  const gives = early && branch.tracked && (table.syntax === "iptables" || use === "zone");
  return gives ? { ...branch, state: { ...branch.state, template: true } } : branch;
}

function written(branch: Branch, use: CtUse): Branch {
  return branch.tracked && use !== "zone" ? { ...branch, state: { ...branch.state, written: true } } : branch;
}
