// A look-up of a rule, asked for the packet as it is tracked and untracked, and where the two part.
import type { Field, Lookup, Rule, Verdict } from "../model.ts";
import { type Branch, type Place, type RuleResult, split, take } from "./branch.ts";
import type { Truth } from "./compare.ts";
import { type Answer, ask } from "./match.ts";
import type { Packet, View } from "./packet.ts";
import type { Parting, State } from "./state.ts";

export function runLookup(step: Lookup, rule: Rule, branch: Branch, place: Place, next: Branch[], result: RuleResult): void {
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
    ask(step, rule, { packet, marks, natted: state.natted, written: state.written, hook: place.hook, nat: place.nat, view });
  const own = asking(state.marks, trackedView);
  const other = sameView(trackedView, untrackedView) ? own : asking(state.marks, untrackedView);
  if ((own.truth !== "no" || other.truth !== "no") && namesPort(step.fields, packet)) place.met({ kind: "named", rule });
  const by: Parting["by"] = step.fields.some(({ name }) => name === "ct" || name === "ct mark" || name === "ct original port")
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

function sameView(one: View, other: View): boolean {
  return one.state === other.state && one.flags === other.flags;
}

function namesPort(fields: readonly Field[], packet: Packet): boolean {
  return packet.kind !== "error" && fields.some(({ name }) => name.endsWith(" port"));
}
