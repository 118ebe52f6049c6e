// What one rule does with a packet in one state: the states in which the packet leaves it, and where it goes.
import type { Field, Hook, Lookup, Rule, Step, Verdict } from "../model.ts";
import { type Answer, ask, type Truth } from "./match.ts";
import type { Packet, View } from "./packet.ts";
import type { Parting, State } from "./state.ts";

/** What is told of a packet's way, apart from where it ends. */
export type Met =
  | { readonly kind: "nat"; readonly rule: Rule; readonly nat: "dnat" | "snat" | "masquerade" | "redirect"; readonly sure: boolean }
  | { readonly kind: "entry"; readonly rule: Rule; readonly why: "count" | "mark read" | "helper" | "synproxy" }
  | { readonly kind: "zone" | "offload" | "write" | "named"; readonly rule: Rule }
  | { readonly kind: "limit"; readonly rule: Rule; readonly side: "tracked" | "untracked" }
  | { readonly kind: "unknown"; readonly rule: Rule; readonly text: string };

/** What holds in the chain that the rule stands in. */
export interface Place {
  readonly packet: Packet;
  readonly tracked: View;
  readonly untracked: View;
  readonly hook: Hook;
  /** In a chain of NAT. */
  readonly nat: boolean;
  /** Before the conntrack hook: notrack works there. */
  readonly early: boolean;
  /** Rules that count as mended: untracked packets are matched there as tracked ones are, `all` with other flags too. */
  readonly mended: Mended;
  readonly met: (met: Met) => void;
}

export type Mended = ReadonlyMap<Rule, "state" | "all">;

/** A way through a rule so far: which of the two it has in it. */
interface Branch {
  readonly state: State;
  readonly tracked: boolean;
  readonly untracked: boolean;
  readonly by: Parting["by"] | undefined;
  readonly sure: boolean;
}

export interface RuleResult {
  readonly hook: Hook;
  /** States that go on behind the rule. */
  readonly passed: State[];
  /** States with a verdict for the sides named. */
  readonly taken: {
    readonly state: State;
    readonly verdict: Verdict;
    readonly tracked: boolean;
    readonly untracked: boolean /** Of the side that is not taken, where the same rule has one for it too. */;
    readonly others?: Verdict;
  }[];
}

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
      take(rule, branch, step.verdict, result);
      return;
    case "notrack":
      next.push(branch.tracked && place.early ? { ...branch, state: { ...state, notrack: true } } : branch);
      return;
    case "nat":
      if (step.family && step.family !== place.packet.family) {
        result.passed.push(state);
        return;
      }
      if (branch.tracked) place.met({ kind: "nat", rule, nat: step.nat, sure: branch.sure });
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
      if (decides || step.writes) fork(branch, next, result);
      else next.push(branch);
      return;
    case "unknown":
      place.met({ kind: "unknown", rule, text: step.text });
      fork({ ...branch, state: { ...state, marks: undefined } }, next, result);
      return;
    case "note":
      next.push(branch);
  }
}

/** It may match or not: one way each. */
function fork(branch: Branch, next: Branch[], result: RuleResult): void {
  result.passed.push(branch.state);
  next.push({ ...branch, sure: false });
}

function runCt(
  use: Extract<Step, { kind: "ct" }>["use"],
  rule: Rule,
  branch: Branch,
  place: Place,
  next: Branch[],
  result: RuleResult,
): void {
  switch (use) {
    case "match":
      split(branch, branch.state, "maybe", "no", "entry", next, result);
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
      next.push(branch);
      return;
    case "zone":
    case "write":
      if (branch.tracked) place.met({ kind: use, rule });
      next.push(branch);
      return;
    case "timeout":
      next.push(branch);
  }
}

function runLookup(step: Lookup, rule: Rule, branch: Branch, place: Place, next: Branch[], result: RuleResult): void {
  const { state } = branch;
  const { packet, mended } = place;
  const trackedView: View = state.notrack ? { ...place.tracked, state: "untracked" } : place.tracked;
  const looksAtState = step.fields.some(({ name }) => name === "ct state" || name === "ct status" || name === "ct direction");
  const mending = mended.get(rule);
  const untrackedView: View =
    state.notrack || mending === "all"
      ? trackedView
      : mending === "state" && looksAtState
        ? { ...place.untracked, state: trackedView.state }
        : place.untracked;
  const asking = (marks: State["marks"], view: View): Answer =>
    ask(step, rule, { packet, marks, natted: state.natted, hook: place.hook, nat: place.nat, view });
  const own = asking(state.marks, trackedView);
  const other = sameView(trackedView, untrackedView) ? own : asking(state.marks, untrackedView);
  if ((own.truth !== "no" || other.truth !== "no") && namesPort(step.fields, packet)) place.met({ kind: "named", rule });
  const by: Parting["by"] = step.fields.some(({ name }) => name === "ct" || name === "ct original port")
    ? "entry"
    : looksAtState
      ? "state"
      : "flags";
  if (step.verdicts) {
    takeMapped(rule, branch, own, other, by, result);
    return;
  }
  const withMarks = (wrong: Truth): Branch => {
    if (!state.marks || state.marks.length < 2 || !step.fields.some(({ name }) => name === "mark")) return branch;
    const marks = state.marks.filter((mark) => asking([mark], trackedView).truth !== wrong);
    return marks.length === 0 ? branch : { ...branch, state: { ...state, marks } };
  };
  split(withMarks("no"), withMarks("yes").state, own.truth, other.truth, by, next, result);
}

/** A map: one way for each element that may match, and one where none does. */
function takeMapped(rule: Rule, branch: Branch, own: Answer, other: Answer, by: Parting["by"], result: RuleResult): void {
  const verdictsOf = (answer: Answer, is: boolean): Answer["verdicts"] => (is ? answer.verdicts : []);
  const [ownOnes, otherOnes] = [verdictsOf(own, branch.tracked), verdictsOf(other, branch.untracked)];
  const both = branch.tracked && branch.untracked;
  const [surely, otherSurely] = [ownOnes[0], otherOnes[0]];
  if (both && surely?.truth === "yes" && otherSurely?.truth === "yes" && surely.verdict !== otherSurely.verdict) {
    take(rule, { ...branch, untracked: false, by }, surely.verdict, result, otherSurely.verdict);
    return;
  }
  const [inOwn, inOther] = [ownOnes, otherOnes].map((ones) => new Set(ones.map(({ verdict }) => verdict))) as [Set<Verdict>, Set<Verdict>];
  for (const { verdict, truth } of ownOnes) {
    const shared = !both || inOther.has(verdict);
    take(rule, { ...branch, untracked: both && shared, sure: branch.sure && truth === "yes", by }, verdict, result);
  }
  for (const { verdict, truth } of otherOnes) {
    if (both && inOwn.has(verdict)) continue;
    take(rule, { ...branch, tracked: false, sure: branch.sure && truth === "yes", by }, verdict, result);
  }
  const unmatched = (answer: Answer, is: boolean): boolean => is && answer.truth !== "yes";
  if (both ? own.truth !== "yes" && other.truth !== "yes" : unmatched(own, branch.tracked) || unmatched(other, branch.untracked)) {
    // Where one of them has matched for sure, the ways above hold the other one too.
    result.passed.push(branch.state);
  }
}

function split(
  branch: Branch,
  outside: State,
  tracked: Truth,
  untracked: Truth,
  by: Parting["by"],
  next: Branch[],
  result: RuleResult,
): void {
  if (!branch.tracked || !branch.untracked || tracked === untracked) {
    const truth = branch.tracked ? tracked : untracked;
    if (truth !== "yes") result.passed.push(outside);
    if (truth !== "no") next.push(truth === "yes" ? branch : { ...branch, sure: false });
    return;
  }
  // They part. What is unknown of the packet is the same for both.
  const [sure, maybe] = [tracked === "yes" || untracked === "yes", tracked === "maybe" || untracked === "maybe"];
  if (!sure) result.passed.push(outside);
  if (tracked !== "no" && untracked !== "no") next.push({ ...branch, sure: false });
  const one = tracked === "no" || (maybe && untracked === "yes") ? { ...branch, tracked: false } : { ...branch, untracked: false };
  next.push({ ...one, by, sure: branch.sure && !maybe });
}

function sameView(one: View, other: View): boolean {
  return one.state === other.state && one.flags === other.flags;
}

function namesPort(fields: readonly Field[], packet: Packet): boolean {
  return packet.kind !== "error" && fields.some(({ name }) => name.endsWith(" port"));
}

function take(rule: Rule, branch: Branch, verdict: Verdict, result: RuleResult, others?: Verdict): void {
  const { state, tracked, untracked, by } = branch;
  const parted = tracked !== untracked && state.tracked === "alive" && state.untracked === "alive";
  const partings =
    parted && state.partings.size === 0
      ? new Set<Parting>([{ rule, hook: result.hook, taken: tracked ? "tracked" : "untracked", verdict, by: by ?? "state" }])
      : state.partings;
  result.taken.push({ state: { ...state, partings }, verdict, tracked, untracked, ...(others ? { others } : {}) });
}
