// What one rule does with a packet in one state: the states in which the packet leaves it, and where it goes.
import type { Hook, Rule, Step } from "../model.ts";
import { type Branch, fork, type Met, type Place, type RuleResult, take } from "./branch.ts";
import { runCt } from "./entry.ts";
import { runLookup } from "./lookup.ts";
import type { State } from "./state.ts";

export function runRule(rule: Rule, state: State, place: Place): RuleResult {
  const result: RuleResult = { hook: place.hook, passed: [], taken: [] };
  let named: Met | undefined;
  const met = (one: Met): void => {
    if (one.kind === "named") named = one;
    else place.met(one);
  };
  const inside: Place = { ...place, met };
  let branches: Branch[] = [
    { state, tracked: state.tracked === "alive", untracked: state.untracked === "alive", by: undefined, sure: true },
  ];
  const { steps } = rule;
  for (let index = 0; index < steps.length && branches.length > 0; index++) {
    const step = steps[index] as Step;
    const next: Branch[] = [];
    for (const branch of branches) runStep(step, rule, branch, inside, next, result, hasVerdict(steps, index));
    branches = next;
  }
  // A rule that goes on to ask for something else says nothing of the port.
  if (named && (branches.length > 0 || result.taken.length > 0)) place.met(named);
  // At its end without a verdict: all go on.
  for (const branch of branches) result.passed.push(branch.state);
  return result;
}

function hasVerdict(steps: readonly Step[], from: number): boolean {
  for (let index = from + 1; index < steps.length; index++) {
    const step = steps[index] as Step;
    if (step.kind === "verdict" || (step.kind === "lookup" && step.verdicts)) return true;
  }
  return false;
}

function runStep(step: Step, rule: Rule, branch: Branch, place: Place, next: Branch[], result: RuleResult, decides: boolean): void {
  const { state } = branch;
  switch (step.kind) {
    case "lookup":
      runLookup(step, rule, branch, place, next, result);
      return;
    case "verdict":
      if (step.verdict.kind === "reject" && /tcp[- ]reset/.test(step.text)) place.met({ kind: "reset", rule });
      take(rule, branch, step.verdict, result);
      return;
    case "notrack":
      // xt_ct_target() and nft_notrack_eval() leave alone what has an entry or a template.
      next.push(branch.tracked && place.early && !state.template ? { ...branch, state: { ...state, notrack: true } } : branch);
      return;
    case "nat":
      if (step.family && step.family !== place.packet.family) {
        result.passed.push(state);
        return;
      }
      if (branch.tracked && !(branch.doubted && (step.nat === "snat" || step.nat === "masquerade")))
        place.met({ kind: "nat", rule, nat: natAt(step.nat, place.hook), sure: branch.sure });
      take(
        rule,
        { ...branch, state: { ...state, natted: state.natted || step.nat === "dnat" || step.nat === "redirect" } },
        { kind: "accept" },
        result,
      );
      return;
    case "ct":
      runCt(step.use, rule, branch, place, next, result);
      return;
    case "synproxy":
      if (branch.tracked) place.met({ kind: "entry", rule, why: "synproxy" });
      take(rule, branch, { kind: "accept" }, result);
      return;
    case "divert":
      place.met({ kind: "divert", rule, to: step.to });
      next.push(branch);
      return;
    case "offload":
      if (branch.tracked) place.met({ kind: "offload", rule });
      next.push(branch);
      return;
    case "set mark": {
      const { keep, flip } = step;
      const marks = keep === undefined || flip === undefined ? undefined : state.marks?.map((mark) => ((mark & keep) ^ flip) >>> 0);
      next.push({ ...branch, state: { ...state, marks } });
      return;
    }
    case "limit":
      if (decides) {
        if (branch.tracked) place.met({ kind: "limit", rule, side: "tracked" });
        if (branch.untracked) place.met({ kind: "limit", rule, side: "untracked" });
      }
      if (step.writes) recorded(rule, branch, place);
      if (decides || step.writes) fork(branch, next, result);
      else next.push(branch);
      return;
    case "unknown":
      place.met({ kind: "unknown", rule, text: step.text });
      // It may be a target that gives a template.
      fork({ ...branch, doubted: true, state: { ...state, marks: undefined, template: state.template || place.early } }, next, result);
      return;
    case "note":
      if (step.writes) recorded(rule, branch, place);
      next.push(branch);
  }
}

function recorded(rule: Rule, branch: Branch, { met, hook }: Place): void {
  if (branch.tracked && !branch.untracked && branch.state.untracked === "alive") met({ kind: "recorded", rule, hook });
}

/** NETMAP says by its hook which address it rewrites. */
function natAt(nat: Extract<Step, { kind: "nat" }>["nat"], hook: Hook): Extract<Step, { kind: "nat" }>["nat"] {
  return nat === "dnat" && (hook === "postrouting" || hook === "input") ? "snat" : nat;
}
