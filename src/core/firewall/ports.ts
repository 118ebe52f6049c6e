// The ports that rules name.
import type { Field, Lookup, Rule, RuleSet } from "./model.ts";
import { TCP, UDP, WITH_PORTS } from "./names.ts";
import type { Role } from "./walk/packet.ts";

export interface NamedPort {
  readonly protocol: number;
  readonly port: number;
}

/** One that a dump shows, and the roles that its flows may have. */
export interface SeenPort extends NamedPort {
  readonly roles: readonly Role[];
}

/** A range up to this wide is listed whole; of a wider one its ends. */
const WIDEST = 16;

/** In order of protocol and port. */
export function namedPorts(sets: readonly RuleSet[]): readonly NamedPort[] {
  const found = new Map<number, NamedPort>();
  const done = new Set<string>();
  for (const { tables } of sets) {
    for (const table of tables) {
      if (table.family !== "ip" && table.family !== "ip6" && table.family !== "inet") continue;
      for (const chain of table.chains.values()) for (const rule of chain.rules) collect(rule, found, done);
    }
  }
  return [...found.values()].sort((a, b) => a.protocol - b.protocol || a.port - b.port);
}

/** `done`: sets that were gone through, with how. Any number of rules may name one. */
function collect(rule: Rule, found: Map<number, NamedPort>, done: Set<string>): void {
  const own = protocolsOf(rule);
  for (const step of rule.steps) {
    if (step.kind !== "lookup" || step.negated) continue;
    const at = step.fields.findIndex(({ name }) => name === "destination port" || name === "any port");
    if (at < 0) continue;
    const protocolAt = step.fields.findIndex(({ name }) => name === "protocol");
    const protocols = allowed(step.fields[at] as Field, own);
    if (step.set !== undefined) {
      const { family, name, file } = rule.table;
      const how = [family, name, file, step.set, at, protocolAt, protocols.join()].join("\0");
      if (done.has(how)) continue;
      done.add(how);
    }
    for (const { values } of elementsOf(step, rule)) {
      const { low, high } = values[at] ?? {};
      if (low === undefined || high === undefined || high > 65535) continue;
      const inElement = protocolAt < 0 ? undefined : values[protocolAt]?.low;
      const ports =
        high - low < WIDEST
          ? Array.from({ length: high - low + 1 }, (_, index) => low + index)
          : low === 0 && high === 65535
            ? []
            : [low, high];
      for (const protocol of inElement === undefined ? protocols : [inElement])
        for (const port of ports) found.set(protocol * 65536 + port, { protocol, port });
    }
  }
}

function elementsOf(step: Lookup, rule: Rule): Lookup["elements"] {
  return step.set === undefined ? step.elements : (rule.table.sets.get(step.set)?.elements ?? []);
}

/** Protocols that the rule asks for; undefined where it asks for none. */
function protocolsOf(rule: Rule): readonly number[] | undefined {
  for (const step of rule.steps) {
    if (step.kind !== "lookup" || step.negated || step.fields.length !== 1 || step.fields[0]?.name !== "protocol") continue;
    const numbers = numbersOf(elementsOf(step, rule));
    if (numbers.length > 0) return numbers;
  }
  return undefined;
}

const known = new WeakMap<Lookup["elements"], readonly number[]>();

/** Each once, and of a set that many rules name worked out once. */
function numbersOf(elements: Lookup["elements"]): readonly number[] {
  const numbers = known.get(elements) ?? [...new Set(elements.flatMap(({ values }) => values[0]?.low ?? []))];
  known.set(elements, numbers);
  return numbers;
}

function allowed(field: Field, own: readonly number[] | undefined): readonly number[] {
  const protocols = field.protocols ?? [TCP, UDP];
  const both = protocols.length === WITH_PORTS.length ? [TCP, UDP] : protocols;
  return own ? protocols.filter((protocol) => own.includes(protocol)) : both;
}
