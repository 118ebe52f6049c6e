// Whether a packet matches a look-up: yes, no, or it depends on what is not known of the packet.
import type { Element, Field, Hook, Lookup, Rule, Value, Verdict } from "../model.ts";
import { CT_STATES } from "../names.ts";
import { elementsNear } from "./near.ts";
import type { Packet, PortRange, View } from "./packet.ts";

export type Truth = "yes" | "no" | "maybe";

const not = (truth: Truth): Truth => (truth === "yes" ? "no" : truth === "no" ? "yes" : "maybe");

/** What a look-up is asked with. */
export interface Asked {
  readonly packet: Packet;
  readonly view: View;
  /** Possible marks; undefined for any. */
  readonly marks: readonly number[] | undefined;
  /** The packet's destination was changed on the way. */
  readonly natted: boolean;
  readonly hook: Hook;
  /** In a chain of NAT. */
  readonly nat: boolean;
}

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
function questionOf({ fields, verdicts }: Lookup, { packet, view, marks, natted, hook, nat }: Asked): string {
  const { family, protocol, icmpType, sourceIsLocal, destinationIsLocal, hooks, kind, loopback } = packet;
  const names = fields.map(({ name, mask, any }) => `${name} ${mask} ${any}`).join();
  // Without the ports that it does not ask for: those of a flow differ from class to class.
  const both = names.includes("any port") || names.includes("original port");
  const ports = [
    both || names.includes("source port") ? rangeText(packet.source) : "",
    both || names.includes("destination port") ? rangeText(packet.destination) : "",
  ].join("/");
  const seen = [view.state, view.flags, marks?.join(), natted, hook, nat, verdicts];
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

function compare(field: Field, value: Value, { packet, view, marks, natted, hook, nat }: Asked): Truth {
  switch (field.name) {
    case "destination port":
      return ports(packet.destination, value);
    case "source port":
      return ports(packet.source, value);
    case "any port":
      return either(ports(packet.destination, value), ports(packet.source, value));
    case "protocol":
      return among(packet.protocol, value);
    case "family":
      return among(packet.family === "ip" ? 4 : 6, value);
    case "icmp type":
      return packet.icmpType === undefined ? "no" : among(packet.icmpType, value);
    case "input interface":
      return interfaceOf(value, hook === "prerouting" || hook === "input" || hook === "forward", packet.loopback);
    case "output interface":
      return interfaceOf(value, hook === "output" || hook === "postrouting" || hook === "forward", packet.loopback);
    case "source address":
      // What this host sends has the address of the interface that it leaves by, not one of a network behind another.
      if (nat && packet.hooks[0] === "output" && !isEverywhere(value.text)) return "no";
      return address(value, packet, false);
    case "destination address":
      return address(value, packet, true);
    case "source type":
      return addressType(value, packet.sourceIsLocal);
    case "destination type":
      return addressType(value, packet.destinationIsLocal);
    case "ct state":
      if (value.low === undefined) return value.text === "dnat" && natted ? "maybe" : "no";
      return CT_STATES[value.low] === view.state ? "yes" : "no";
    case "ct status":
      if (value.text === "dnat" || value.text === "snat") return natted ? "maybe" : "no";
      return "maybe";
    case "ct direction":
      return direction(value, packet);
    case "ct original port":
      return packet.kind === "error" ? "maybe" : ports(packet.kind === "reply" ? packet.source : packet.destination, value);
    case "mark":
      return markOf(field, value, marks);
    case "tcp flags":
      return flags(field, value, view.flags);
    default:
      return "maybe";
  }
}

/** Which way an error's flow goes is not known. */
function direction({ text }: Value, { kind }: Packet): Truth {
  if (kind === "error" || (text !== "original" && text !== "reply")) return "maybe";
  return (kind === "reply") === (text === "reply") ? "yes" : "no";
}

function either(one: Truth, other: Truth): Truth {
  return one === "yes" || other === "yes" ? "yes" : one === "maybe" || other === "maybe" ? "maybe" : "no";
}

function ports(range: PortRange | undefined, { low, high }: Value): Truth {
  if (!range) return "no";
  if (low === undefined || high === undefined) return "maybe";
  if (low <= range.low && range.high <= high) return "yes";
  return high < range.low || range.high < low ? "no" : "maybe";
}

function among(number: number, { low, high }: Value): Truth {
  return low === undefined || high === undefined ? "maybe" : low <= number && number <= high ? "yes" : "no";
}

/** Where an interface is known at the hook: the loopback, or any other. */
function interfaceOf({ text }: Value, known: boolean, loopback = false): Truth {
  if (text === "*") return "yes";
  if (loopback) return known && text === "lo" ? "yes" : "no";
  return !known || text === "lo" ? "no" : "maybe";
}

function isEverywhere(text: string): boolean {
  return /^(0\.0\.0\.0\/0|::\/0|anywhere)$/.test(text);
}

function address({ text }: Value, { family }: Packet, destination: boolean): Truth {
  if (isEverywhere(text)) return "yes";
  if (/^127\.|^::1(\/128)?$/.test(text)) return "no";
  if (destination && /^(22[4-9]|23\d)\.|^255\.255\.255\.255|^ff[0-9a-f]{2}:/i.test(text)) return "no";
  // One list may hold both families in texts of iptables.
  if (/^[0-9a-f]*:[0-9a-f:]*/i.test(text) !== (family === "ip6") && /^[0-9a-f.:/]+$/i.test(text)) return "no";
  return "maybe";
}

function addressType({ text }: Value, isLocal: boolean): Truth {
  if (text === "local") return isLocal ? "yes" : "no";
  if (text === "unicast") return isLocal ? "no" : "yes";
  return /^(broadcast|multicast|anycast|blackhole|unreachable|prohibit|unspec)$/.test(text) ? "no" : "maybe";
}

function markOf({ mask = 0xffffffff }: Field, value: Value, marks: readonly number[] | undefined): Truth {
  if (!marks || value.low === undefined) return "maybe";
  const matching = marks.filter((mark) => among((mark & mask) >>> 0, value) === "yes").length;
  return matching === 0 ? "no" : matching === marks.length ? "yes" : "maybe";
}

function flags({ mask = 255, any = false }: Field, { low }: Value, own: number | undefined): Truth {
  if (own === undefined) return "no";
  if (low === undefined) return "maybe";
  return any ? ((own & mask) !== 0 ? "yes" : "no") : (own & mask) === low ? "yes" : "no";
}
