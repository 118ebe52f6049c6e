// Whether a packet matches a look-up: yes, no, or it depends on what is not known of the packet.
import type { Element, Field, Lookup, Rule, Verdict } from "../model.ts";
import { type Asked, compare, type Truth } from "./compare.ts";
import { elementsNear } from "./near.ts";
import type { PortRange, View } from "./packet.ts";

const not = (truth: Truth): Truth => (truth === "yes" ? "no" : truth === "no" ? "yes" : "maybe");

/** Elements that may match, with how sure that is. Every maybe counts; the first sure one ends the list. */
export interface Answer {
  readonly truth: Truth;
  readonly verdicts: readonly { readonly verdict: Verdict; readonly truth: Truth }[];
}

const NO: Answer = { truth: "no", verdicts: [] };

export function ask(lookup: Lookup, rule: Rule, asked: Asked): Answer {
  for (const field of lookup.fields) {
    if (field.family && field.family !== asked.packet.family) return NO;
    if (field.protocols && !field.protocols.includes(asked.packet.protocol)) return NO;
  }
  // A ct expression other than the state ends the rule where there is no entry, negated or not.
  if (!hasEntry(asked.view) && lookup.fields.some(({ name }) => name.startsWith("ct") && name !== "ct state")) return NO;
  const set = lookup.set === undefined ? undefined : rule.table.sets.get(lookup.set);
  const elements = lookup.set === undefined ? lookup.elements : set?.elements;
  if (!elements || set?.dynamic) {
    if (!elements?.length || !lookup.verdicts) return { truth: "maybe", verdicts: [] };
  }
  const near = elementsNear(lookup.fields, elements, asked.packet);
  const found = near.length < LARGE ? lookThrough(lookup, near, asked) : remembered(lookup, near, asked);
  const truth = set?.dynamic && found.truth === "no" ? "maybe" : found.truth;
  return { truth: lookup.negated ? not(truth) : truth, verdicts: found.verdicts };
}

function lookThrough({ verdicts, fields }: Lookup, elements: readonly Element[], asked: Asked): Answer {
  return verdicts ? verdictsOf(fields, elements, asked) : { truth: anyOf(fields, elements, asked), verdicts: [] };
}

/** From as many elements on, an answer is kept. */
const LARGE = 16;

const answers = new WeakMap<readonly Element[], Map<string, Answer>>();

/** A set is gone through once for all rules and packets to which it is the same: thousands of rules may name one. */
function remembered(lookup: Lookup, elements: readonly Element[], asked: Asked): Answer {
  const known = answers.get(elements) ?? new Map<string, Answer>();
  answers.set(elements, known);
  const key = questionOf(lookup, asked);
  const answer = known.get(key) ?? lookThrough(lookup, elements, asked);
  known.set(key, answer);
  return answer;
}

/** All that an answer depends on, apart from the elements. */
function questionOf({ fields, verdicts }: Lookup, { packet, view, marks, natted, written, hook, nat }: Asked): string {
  const { family, protocol, icmpType, sourceIsLocal, destinationIsLocal, hooks, kind, loopback } = packet;
  const names = fields.map(({ name, mask, any }) => `${name} ${mask} ${any}`).join();
  // Without the ports that it does not ask for: those of a flow differ from class to class.
  const both = names.includes("any port") || names.includes("original port");
  const ports = [
    both || names.includes("source port") ? rangeText(packet.source) : "",
    both || names.includes("destination port") ? rangeText(packet.destination) : "",
  ].join("/");
  const seen = [view.state, view.flags, marks?.join(), natted, written, hook, nat, verdicts];
  return [names, ports, family, protocol, icmpType, sourceIsLocal, destinationIsLocal, hooks[0], kind, loopback, ...seen].join("/");
}

function rangeText(range: PortRange | undefined): string {
  return range ? `${range.low}-${range.high} ` : "- ";
}

function hasEntry({ state }: View): boolean {
  return state === "new" || state === "established" || state === "related";
}

function anyOf(fields: readonly Field[], elements: readonly Element[], asked: Asked): Truth {
  let result: Truth = "no";
  for (const element of elements) {
    const truth = tuple(fields, element, asked);
    if (truth === "yes") return "yes";
    if (truth === "maybe") {
      result = "maybe";
      // Of many that nothing is known of, one says it all.
      if (fields.length === 1 && UNKNOWABLE.has(fields[0]?.name ?? "other")) return result;
    }
  }
  return result;
}

const UNKNOWABLE = new Set<Field["name"]>(["source address", "destination address", "other", "ct"]);

function verdictsOf(fields: readonly Field[], elements: readonly Element[], asked: Asked): Answer {
  const verdicts: { readonly verdict: Verdict; readonly truth: Truth }[] = [];
  const maybe = new Set<Verdict>();
  for (const element of elements) {
    const truth = tuple(fields, element, asked);
    if (truth === "no" || !element.verdict || (truth === "maybe" && maybe.has(element.verdict))) continue;
    maybe.add(element.verdict);
    verdicts.push({ verdict: element.verdict, truth });
    if (truth === "yes") return { truth: "yes", verdicts };
  }
  return { truth: verdicts.length === 0 ? "no" : "maybe", verdicts };
}

function tuple(fields: readonly Field[], { values }: Element, asked: Asked): Truth {
  let result: Truth = "yes";
  for (let index = 0; index < fields.length; index++) {
    const value = values[index];
    const truth = value ? compare(fields[index] as Field, value, asked) : "maybe";
    if (truth === "no") return "no";
    if (truth === "maybe") result = "maybe";
  }
  return result;
}
