// One answer for each role of a port, from what was found in both families and in its other roles.
import type { Answer, FamilyAnswer, Mend, Reason } from "./class-answer.ts";
import type { targetFinder } from "./nat-targets.ts";
import { CANNOT_WORDS } from "./reason-words.ts";
import type { Tracking } from "./tracking.ts";
import type { Role } from "./walk/packet.ts";

export interface ClassAnswer {
  readonly protocol: number;
  readonly port: number;
  readonly role: Role;
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  readonly mends: readonly Mend[];
  /** No packet of it gets through as things are. */
  readonly dropped: boolean;
  readonly zone: boolean;
}

export interface Settling {
  readonly protocol: number;
  readonly port: number;
  readonly tracking: Tracking;
  readonly uncertain: boolean;
  /** Nothing turns tracking on, and nothing is left that might. */
  readonly isOff: boolean;
  /** All roles, and not only those in which a rule names the port. */
  readonly every: boolean;
  /** Roles in which a dump may show the port; those in which the rules drop it are left out. */
  readonly seen: readonly Role[];
  readonly targetAt: ReturnType<typeof targetFinder>;
}

export type ByRole = {
  readonly role: Role;
  readonly byFamily: readonly { readonly family: "ip" | "ip6"; readonly answer: FamilyAnswer }[];
};

export function settle(
  all: readonly ByRole[],
  { protocol, port, tracking, uncertain, isOff, every, seen, targetAt }: Settling,
): readonly ClassAnswer[] {
  const relevant = ({ byFamily }: ByRole): ByRole["byFamily"] => {
    const tracked = byFamily.filter(({ family }) => tracking.on.has(family));
    return tracked.length > 0 ? tracked : byFamily;
  };
  const local = all.find(({ role }) => role === "local");
  const sentOn = local ? relevant(local).filter(({ answer }) => answer.dnat.when !== "never" && answer.dnat.away) : [];
  const alwaysSentOn =
    local !== undefined && sentOn.length > 0 && relevant(local).every(({ answer }) => answer.dnat.when === "always" && answer.dnat.away);
  const forwarded = all.find(({ role }) => role === "forwarded");
  const rewritten = forwarded
    ? relevant(forwarded).flatMap(({ answer }) => (answer.snat && answer.answer === "needs-tracking" ? answer.reasons : []))
    : [];
  const anyNamed = all.some(({ byFamily }) => byFamily.some(({ answer }) => answer.named));

  return all.flatMap((one): readonly ClassAnswer[] => {
    const { role } = one;
    const families = relevant(one);
    if (
      role === "local" &&
      sentOn.length > 0 &&
      (alwaysSentOn || families.every((part) => part.answer.dnat.when === "always" || part.answer.dropped))
    )
      return [];
    const isNamed =
      families.some(({ answer }) => answer.named) ||
      (role === "forwarded" && sentOn.length > 0) ||
      (!anyNamed && role === "local" && seen.length === 0);
    const dropped = families.every((part) => part.answer.dropped);
    if (!every && !isNamed && (dropped || !seen.includes(role))) return [];
    let { answer, reasons } = worst(families.map((part) => part.answer));
    if (role === "forwarded" && sentOn.length > 0) {
      answer = "needs-tracking";
      reasons = [...sentOn.flatMap((part) => part.answer.reasons), ...reasons];
    }
    if (role === "own" && rewritten.length > 0 && answer !== "needs-tracking" && answer !== "untracked-now") {
      answer = "needs-tracking";
      reasons = rewritten.map(({ rule }) => ({
        rule,
        why: CANNOT_WORDS.replies,
      }));
    }
    const target = answer.startsWith("works") ? targetAt(protocol, port, role !== "local") : undefined;
    if (target) {
      answer = "needs-tracking";
      reasons = [{ rule: target.rule, why: CANNOT_WORDS.target }];
    }
    if (uncertain && answer !== "needs-tracking") answer = "unknown";
    else if (tracking.on.size === 0 && (isOff || answer !== "unknown")) [answer, reasons] = ["untracked-now", []];
    const mends = answer === "works-with-changes" ? families.flatMap((part) => part.answer.mends) : [];
    return [{ protocol, port, role, answer, reasons: distinct(reasons), mends, dropped, zone: families.some((part) => part.answer.zone) }];
  });
}

const ORDER: readonly Answer[] = ["untracked-now", "works-untracked", "works-with-changes", "unknown", "needs-tracking"];

function worst(answers: readonly FamilyAnswer[]): { answer: Answer; reasons: readonly Reason[] } {
  const answer = answers.map((one) => one.answer).reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), "untracked-now");
  return { answer, reasons: answers.filter((one) => one.answer === answer).flatMap(({ reasons }) => reasons) };
}

function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((one) => [one.rule, one])).values()];
}
