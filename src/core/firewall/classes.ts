// The classes of flows that are answered for: protocol, port and role, over both families.
import { type Answer, answerFor, type FamilyAnswer, type Mend, type Reason } from "./answer.ts";
import type { RuleSet } from "./model.ts";
import { TCP, UDP } from "./names.ts";
import { natTargets, targetFinder } from "./nat-targets.ts";
import { type NamedPort, namedPorts } from "./ports.ts";
import type { Tracking } from "./tracking.ts";
import type { Role } from "./walk/packet.ts";
import { hooksOf } from "./walk/path.ts";

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

export interface Classes {
  readonly answers: readonly ClassAnswer[];
  /** Ports that rules name and that are not answered for, as there are too many. */
  readonly leftOut: number;
}

const ROLES: readonly Role[] = ["local", "forwarded", "own"];
const FAMILIES = ["ip", "ip6"] as const;

/** Rules looked at, after which the rest of the ports is left out: about a second. */
const BUDGET = 2_000_000;

/** What it costs to tell a character of a rule, in rules: one that names ten thousand ports would be told ten thousand times. */
const PER_CHARACTER = 0.05;

function wordsIn({ reasons, mends }: ClassAnswer): number {
  let length = 0;
  for (const { rule } of reasons) length += rule.text.length;
  for (const { rule } of mends) length += rule.text.length;
  return length;
}

export interface Asked {
  /** These ports, with all protocols and roles; else those that rules name, and `more`. */
  readonly ports?: readonly number[] | undefined;
  readonly more?: readonly NamedPort[];
}

export function classesOf(sets: readonly RuleSet[], tracking: Tracking, { ports, more = [] }: Asked): Classes {
  const hooks = { ip: hooksOf(sets, "ip"), ip6: hooksOf(sets, "ip6") };
  // Words outside of rules that nobody understood may stand for anything.
  const uncertain = sets.some(({ notUnderstood, tables }) => notUnderstood.length > unknownSteps(tables));
  const named = namedPorts(sets);
  const targetAt = targetFinder(natTargets(sets));
  const wanted = ports ? ports.flatMap((port) => protocolsFor(port, named)) : uniquePorts([...named, ...more]);
  const answers: ClassAnswer[] = [];
  let steps = 0;
  let leftOut = 0;
  for (const { protocol, port: number } of wanted) {
    if (steps > BUDGET) {
      leftOut++;
      continue;
    }
    const all = ROLES.map((role) => {
      const byFamily = FAMILIES.map((family) => ({ family, answer: answerFor(hooks[family], family, protocol, number, role) }));
      steps += byFamily.reduce((sum, { answer }) => sum + answer.steps, 0);
      return { role, byFamily };
    });
    const every = ports !== undefined || more.some((one) => one.protocol === protocol && one.port === number);
    const settled = settle(all, { protocol, port: number, tracking, uncertain, every, targetAt });
    for (const answer of settled) {
      answers.push(answer);
      steps += wordsIn(answer) * PER_CHARACTER;
    }
  }
  return { answers, leftOut };
}

interface Settling {
  readonly protocol: number;
  readonly port: number;
  readonly tracking: Tracking;
  readonly uncertain: boolean;
  /** All roles, and not only those in which a rule names the port. */
  readonly every: boolean;
  readonly targetAt: ReturnType<typeof targetFinder>;
}

type ByRole = { readonly role: Role; readonly byFamily: readonly { readonly family: "ip" | "ip6"; readonly answer: FamilyAnswer }[] };

function settle(all: readonly ByRole[], { protocol, port, tracking, uncertain, every, targetAt }: Settling): readonly ClassAnswer[] {
  const relevant = ({ byFamily }: ByRole): ByRole["byFamily"] => {
    const tracked = byFamily.filter(({ family }) => tracking.on.has(family));
    return tracked.length > 0 ? tracked : byFamily;
  };
  const local = all.find(({ role }) => role === "local");
  const sentOn = local ? relevant(local).filter(({ answer }) => answer.dnat.when !== "never" && answer.dnat.away) : [];
  const alwaysSentOn =
    local !== undefined && sentOn.length > 0 && relevant(local).every(({ answer }) => answer.dnat.when === "always" && answer.dnat.away);
  const forwarded = all.find(({ role }) => role === "forwarded");
  const rewritten = forwarded ? relevant(forwarded).flatMap(({ answer }) => (answer.snat ? answer.reasons : [])) : [];
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
      families.some(({ answer }) => answer.named) || (role === "forwarded" && sentOn.length > 0) || (!anyNamed && role === "local");
    if (!every && !isNamed) return [];
    let { answer, reasons } = worst(families.map((part) => part.answer));
    if (role === "forwarded" && sentOn.length > 0) {
      answer = "needs-tracking";
      reasons = [...sentOn.flatMap((part) => part.answer.reasons), ...reasons];
    }
    if (role === "own" && rewritten.length > 0 && answer !== "needs-tracking" && answer !== "untracked-now") {
      answer = "needs-tracking";
      reasons = rewritten.map(({ rule }) => ({ rule, why: "rewrites forwarded flows, whose replies look like those of own ones" }));
    }
    const target = answer.startsWith("works") ? targetAt(protocol, port, role !== "local") : undefined;
    if (target) {
      answer = "needs-tracking";
      reasons = [{ rule: target.rule, why: "sends flows on to this port, whose replies have to stay tracked" }];
    }
    if (uncertain && answer !== "needs-tracking") answer = "unknown";
    else if (tracking.on.size === 0 && answer !== "unknown") [answer, reasons] = ["untracked-now", []];
    const mends = answer === "works-with-changes" ? families.flatMap((part) => part.answer.mends) : [];
    const dropped = families.every((part) => part.answer.dropped);
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

function uniquePorts(ports: readonly NamedPort[]): readonly NamedPort[] {
  return [...new Map(ports.map((one) => [one.protocol * 65536 + one.port, one])).values()].sort(
    (a, b) => a.protocol - b.protocol || a.port - b.port,
  );
}

/** TCP and UDP, and what else the rules name with that port. */
function protocolsFor(port: number, named: readonly NamedPort[]): readonly NamedPort[] {
  const protocols = new Set([TCP, UDP, ...named.filter((one) => one.port === port).map(({ protocol }) => protocol)]);
  return [...protocols].map((protocol) => ({ protocol, port }));
}

function unknownSteps(tables: RuleSet["tables"]): number {
  let count = 0;
  for (const { chains } of tables)
    for (const { rules } of chains.values()) for (const { steps } of rules) for (const step of steps) if (step.kind === "unknown") count++;
  return count;
}
