// The elements of a large set that a packet's port may match: sets of services have thousands, each port a few.
import type { Element, Field, Rule } from "../model.ts";
import type { Packet } from "./packet.ts";

/** Smaller sets are looked through. */
const LARGE = 16;
/** An element with a wider range of ports is near all of them. */
const WIDE = 64;

interface Index {
  readonly byPort: ReadonlyMap<number, readonly Element[]>;
  /** Those of any port. */
  readonly always: readonly Element[];
  /** The answer for the port that was asked for last: many rules may name the set. */
  last: { readonly port: number; readonly near: readonly Element[] } | undefined;
}

const indexes = new WeakMap<readonly Element[], Map<number, Index>>();

/** All that may match, in their order where order matters: elements of a set do not overlap. */
export function elementsNear(fields: readonly Field[], elements: readonly Element[], packet: Packet): readonly Element[] {
  if (elements.length < LARGE) return elements;
  for (let at = 0; at < fields.length; at++) {
    const name = fields[at]?.name;
    const range = name === "destination port" ? packet.destination : name === "source port" ? packet.source : undefined;
    if (!range || range.low !== range.high) continue;
    const index = indexAt(elements, at);
    if (index.last?.port === range.low) return index.last.near;
    const own = index.byPort.get(range.low);
    const near = own ? [...own, ...index.always] : index.always;
    index.last = { port: range.low, near };
    return near;
  }
  return elements;
}

function indexAt(elements: readonly Element[], at: number): Index {
  const known = indexes.get(elements)?.get(at);
  if (known) return known;
  const byPort = new Map<number, Element[]>();
  const always: Element[] = [];
  for (const element of elements) {
    const { low, high } = element.values[at] ?? {};
    if (low === undefined || high === undefined || high - low > WIDE) {
      always.push(element);
      continue;
    }
    for (let port = low; port <= high; port++) {
      const list = byPort.get(port);
      if (list) list.push(element);
      else byPort.set(port, [element]);
    }
  }
  const index: Index = { byPort, always, last: undefined };
  const all = indexes.get(elements) ?? new Map<number, Index>();
  indexes.set(elements, all.set(at, index));
  return index;
}

/** What it costs to look at an element, against a rule. */
const PER_ELEMENT = 0.02;

/** What it costs to ask the large sets of a rule, in rules: of a range of ports, every element is looked at. */
export function costOfSets({ steps, table }: Rule, packet: Packet): number {
  let cost = 0;
  for (const step of steps) {
    if (step.kind !== "lookup") continue;
    const elements = step.set === undefined ? step.elements : (table.sets.get(step.set)?.elements ?? []);
    if (elements.length >= LARGE) cost += PER_ELEMENT * elementsNear(step.fields, elements, packet).length;
  }
  return cost;
}
