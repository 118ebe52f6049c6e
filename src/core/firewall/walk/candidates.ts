// The rules of a chain that a packet may match at all: rules that ask for another port or protocol are passed over unseen.
import type { Chain, Lookup, Rule, Value } from "../model.ts";
import { CLIENT, type Packet, type PortRange } from "./packet.ts";

/** More values, and the rule is looked at like one that asks for none. */
const MANY = 32;

interface Index {
  /** Places of rules, ascending, by the only ports that they match. */
  readonly byPort: ReadonlyMap<number, readonly number[]>;
  readonly others: readonly number[];
  /** The answer for the port that was asked for last: a packet is walked several times. */
  last: { readonly port: number; readonly rules: readonly Rule[] } | undefined;
}

interface Indexes {
  readonly destination: Index;
  readonly source: Index;
  /** Of packets without ports, by family. */
  readonly portless: Map<string, readonly Rule[]>;
}

const indexes = new WeakMap<readonly Rule[], Indexes>();

/** Below this, looking costs no more than finding. */
const SHORT = 32;

export function candidates({ rules }: Chain, packet: Packet): readonly Rule[] {
  if (rules.length < SHORT) return rules;
  const index = indexes.get(rules) ?? {
    destination: indexOf(rules, "destination port", "source port"),
    source: indexOf(rules, "source port", "destination port"),
    portless: new Map(),
  };
  indexes.set(rules, index);
  const { source, destination, family } = packet;
  if (isOne(destination)) return near(rules, index.destination, destination.low);
  if (isOne(source)) return near(rules, index.source, source.low);
  const known = index.portless.get(family) ?? rules.filter((rule) => !cannotMatch(rule, packet));
  index.portless.set(family, known);
  return known;
}

function isOne(range: PortRange | undefined): range is PortRange {
  return range !== undefined && range.low === range.high;
}

function near(rules: readonly Rule[], index: Index, port: number): readonly Rule[] {
  if (index.last?.port === port) return index.last.rules;
  const own = index.byPort.get(port) ?? [];
  const found: Rule[] = [];
  let [a, b] = [0, 0];
  while (a < own.length || b < index.others.length) {
    const [one, other] = [own[a] ?? Number.POSITIVE_INFINITY, index.others[b] ?? Number.POSITIVE_INFINITY];
    if (one < other) a++;
    else b++;
    found.push(rules[Math.min(one, other)] as Rule);
  }
  index.last = { port, rules: found };
  return found;
}

type PortName = "destination port" | "source port";

function indexOf(rules: readonly Rule[], name: PortName, opposite: PortName): Index {
  const byPort = new Map<number, number[]>();
  const others: number[] = [];
  rules.forEach((rule, place) => {
    const ports = portsOf(rule, name);
    const client = portsOf(rule, opposite);
    if (client && ![...client].some((port) => CLIENT.low <= port && port <= CLIENT.high)) return;
    if (!ports) others.push(place);
    else
      for (const port of ports) {
        const list = byPort.get(port);
        if (list) list.push(place);
        else byPort.set(port, [place]);
      }
  });
  return { byPort, others, last: undefined };
}

/** The only ports that a rule may match; undefined where it may match many. */
function portsOf(rule: Rule, name: PortName): ReadonlySet<number> | undefined {
  const lookup = rule.steps.find(
    (step): step is Lookup =>
      step.kind === "lookup" && !step.negated && step.set === undefined && step.fields.length === 1 && step.fields[0]?.name === name,
  );
  if (!lookup || lookup.verdicts || lookup.elements.length > MANY || !isFirst(rule, lookup)) return undefined;
  const ports = new Set<number>();
  for (const { values } of lookup.elements) {
    const { low, high } = values[0] ?? {};
    if (low === undefined || high === undefined || high - low > MANY) return undefined;
    for (let port = low; port <= high; port++) ports.add(port);
  }
  return ports;
}

/** By protocol, family or ports alone, a rule is not for the packet, and does nothing before it finds out. */
export function cannotMatch({ steps }: Rule, packet: Packet): boolean {
  for (const step of steps) {
    if (step.kind === "note") continue;
    if (step.kind !== "lookup") return false;
    for (const { family, protocols } of step.fields)
      if ((family && family !== packet.family) || protocols?.includes(packet.protocol) === false) return true;
    if (step.set !== undefined || step.fields.length !== 1 || step.negated || step.elements.length > MANY) continue;
    const name = step.fields[0]?.name;
    const range = name === "destination port" ? packet.destination : name === "source port" ? packet.source : undefined;
    if (range && !step.elements.some(({ values }) => touches(values[0], range))) return true;
  }
  return false;
}

function touches(value: Value | undefined, range: PortRange): boolean {
  return value?.low === undefined || value.high === undefined || (value.low <= range.high && range.low <= value.high);
}

/** Nothing before the port does anything, so that a rule without it does nothing. */
function isFirst(rule: Rule, lookup: Lookup): boolean {
  return rule.steps.slice(0, rule.steps.indexOf(lookup)).every(({ kind }) => kind === "lookup" || kind === "note");
}
