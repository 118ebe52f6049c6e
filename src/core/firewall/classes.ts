// The classes of flows that are answered for: protocol, port and role, over both families.
import { answerFor } from "./answer.ts";
import type { RuleSet } from "./model.ts";
import { TCP, UDP } from "./names.ts";
import { natTargets, targetFinder } from "./nat-targets.ts";
import { type NamedPort, namedPorts, type SeenPort } from "./ports.ts";
import { type ClassAnswer, settle } from "./settle.ts";
import type { Tracking } from "./tracking.ts";
import type { Role } from "./walk/packet.ts";
import { hooksOf } from "./walk/path.ts";

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
  readonly more?: readonly SeenPort[];
}

export function classesOf(sets: readonly RuleSet[], tracking: Tracking, { ports, more = [] }: Asked): Classes {
  const hooks = { ip: hooksOf(sets, "ip"), ip6: hooksOf(sets, "ip6") };
  // Words outside of rules that nobody understood may stand for anything.
  const uncertain = sets.some(({ notUnderstood, tables }) => notUnderstood.length > unknownSteps(tables));
  const isOff = tracking.on.size === 0 && sets.every(({ notUnderstood }) => notUnderstood.length === 0);
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
    const every = ports !== undefined;
    const seen = more.find((one) => one.protocol === protocol && one.port === number)?.roles ?? [];
    const settled = settle(all, { protocol, port: number, tracking, uncertain, isOff, every, seen, targetAt });
    for (const answer of settled) {
      answers.push(answer);
      steps += wordsIn(answer) * PER_CHARACTER;
    }
  }
  return { answers, leftOut };
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
