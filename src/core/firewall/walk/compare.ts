// Whether one field of a packet has one value: yes, no, or it depends on what is not known of the packet.
import type { Field, Hook, Value } from "../model.ts";
import { CT_STATES } from "../names.ts";
import type { Packet, PortRange, View } from "./packet.ts";

export type Truth = "yes" | "no" | "maybe";

/** What a look-up is asked with. */
export interface Asked {
  readonly packet: Packet;
  readonly view: View;
  /** Possible marks; undefined for any. */
  readonly marks: readonly number[] | undefined;
  /** The packet's destination was changed on the way. */
  readonly natted: boolean;
  /** A rule has changed the packet's entry. */
  readonly written: boolean;
  readonly hook: Hook;
  /** In a chain of NAT. */
  readonly nat: boolean;
}

export function compare(field: Field, value: Value, { packet, view, marks, natted, written, hook, nat }: Asked): Truth {
  // The element for all others, which comes last.
  if (value.text === "*") return "yes";
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
    case "ct mark":
      // The mark of a new entry is 0 until a rule writes it.
      return markOf(field, value, view.state === "new" && !written ? [0] : undefined);
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
