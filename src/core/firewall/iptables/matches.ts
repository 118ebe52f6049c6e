// The matches of iptables: what each option compares, as look-ups. Knows no target.
import { byName } from "../../text/by-name.ts";

import type { CtUse, Element, Field, Step } from "../model.ts";
import { ICMP, ICMPV6, numberOf, protocolNumber, TCP, WITH_PORTS } from "../names.ts";
import { fieldValue, flagsOf } from "../nft/values.ts";

/** What the options before it said: some options mean what they mean by protocol. */
export interface MatchContext {
  readonly version6: boolean;
  protocol: number | undefined;
  /** The `-m` that came last. */
  module: string;
}

/** One option with its words; `text` is how it stands in the rule. */
interface Option {
  readonly name: string;
  readonly values: readonly string[];
  readonly negated: boolean;
  readonly text: string;
}

export type Read = (option: Option, context: MatchContext) => Step | readonly Step[];

function lookup({ negated, text }: Option, field: Field, elements: readonly Element[]): Step {
  return { kind: "lookup", fields: [field], negated, elements, text };
}

export const other: Read = (option) => lookup(option, { name: "other" }, [{ values: [{ text: option.text }] }]);
export const limit: Read = ({ text }) => ({ kind: "limit", writes: false, text });
export const note: Read = ({ text }) => ({ kind: "note", text });

export const ct =
  (use: CtUse): Read =>
  ({ text }) => ({ kind: "ct", use, text });

export const ports =
  (name: "destination port" | "source port" | "any port"): Read =>
  (option, { protocol }) => {
    const field: Field = { name, protocols: protocol === undefined ? WITH_PORTS : [protocol] };
    const elements = (option.values[0] ?? "").split(",").map((word): Element => {
      const colon = word.indexOf(":");
      const from = colon < 0 ? word : word.slice(0, colon) || "0";
      const to = colon < 0 ? word : word.slice(colon + 1) || "65535";
      const [low, high] = [fieldValue(field, from).low, fieldValue(field, to).low];
      return { values: [low === undefined || high === undefined ? { text: word } : { text: word, low, high }] };
    });
    return lookup(option, field, elements);
  };

/** What kube-proxy in IPVS mode hands to IPVS is in sets of its own, by these names: pkg/proxy/ipvs/ipset.go of Kubernetes 1.31. */
const IPVS_SET = /^KUBE-6?-?(CLUSTER-IP|EXTERNAL-IP|LOAD-BALANCER|NODE-PORT)/;

/** A set of addresses, where only one is looked up: which ones it has is not known. */
const DIRECTIONS = byName<Field["name"]>({ src: "source address", dst: "destination address" });

export const set: Read = (option) => {
  const [name = "", direction = ""] = option.values;
  const step = lookup(option, { name: DIRECTIONS[direction] ?? "other" }, [{ values: [{ text: `@${name}` }] }]);
  return IPVS_SET.test(name) ? [step, { kind: "divert", to: "ipvs", text: option.text }] : step;
};

/** Addresses in a list are or-ed; each names one family by itself. */
export const address =
  (name: "source address" | "destination address"): Read =>
  (option) =>
    lookup(
      option,
      { name },
      (option.values[0] ?? "")
        .split(",")
        .map((word) => ({ values: [{ text: word.replace("/255.255.255.255", "").replace(/\/32$/, "") }] })),
    );

export const protocol: Read = (option, context) => {
  const word = option.values[0] ?? "";
  const number = protocolNumber(word);
  if (!option.negated && number !== 0) context.protocol = number;
  if (word === "all" || number === 0) return note(option, context);
  return lookup(option, { name: "protocol" }, [
    { values: [number === undefined ? { text: word } : { text: word, low: number, high: number }] },
  ]);
};

export const interfaceOf =
  (name: "input interface" | "output interface"): Read =>
  (option) =>
    lookup(option, { name }, [{ values: [{ text: (option.values[0] ?? "").replace(/\+$/, "*") }] }]);

/** `--ctstate NEW,DNAT`: two of its words are facts about NAT, which packets without an entry are asked for all the same. */
export const states: Read = (option) =>
  lookup(
    option,
    { name: "ct state" },
    (option.values[0] ?? "")
      .toLowerCase()
      .split(",")
      .map((word) => ({ values: [fieldValue({ name: "ct state" }, word)] })),
  );

export const tcpFlags: Read = (option) => {
  const [mask, value] = option.values.map(flagsOf);
  if (mask === undefined || value === undefined) return other(option, { version6: false, protocol: undefined, module: "" });
  return lookup(option, { name: "tcp flags", protocols: [TCP], mask }, [
    { values: [{ text: option.values[1] ?? "", low: value, high: value }] },
  ]);
};

export const syn: Read = (option) =>
  lookup(option, { name: "tcp flags", protocols: [TCP], mask: 23 }, [{ values: [{ text: "syn", low: 2, high: 2 }] }]);

export const icmp: Read = (option, { version6 }) => {
  const field: Field = { name: "icmp type", family: version6 ? "ip6" : "ip", protocols: [version6 ? ICMPV6 : ICMP] };
  const word = option.values[0] ?? "";
  return lookup(option, field, [{ values: [word === "any" ? { text: word, low: 0, high: 255 } : fieldValue(field, word)] }]);
};

export const mark: Read = (option, { module }) => {
  const [value = "", mask] = (option.values[0] ?? "").split("/");
  const [number, bits] = [numberOf(value), mask === undefined ? 0xffffffff : numberOf(mask)];
  if (module === "connmark" && (number === undefined || bits === undefined)) return { kind: "ct", use: "match", text: option.text };
  if (number === undefined || bits === undefined) return other(option, { version6: false, protocol: undefined, module });
  return lookup(option, { name: module === "connmark" ? "ct mark" : "mark", mask: bits }, [
    { values: [{ text: value, low: number, high: number }] },
  ]);
};

export const type =
  (name: "source type" | "destination type"): Read =>
  (option, { version6 }) =>
    lookup(
      option,
      { name },
      (option.values[0] ?? "")
        .toLowerCase()
        .split(",")
        // addrtype_mt6(): an address of this host is unicast as well.
        .flatMap((word) => (version6 && word === "unicast" ? [word, "local"] : [word]))
        .map((word) => ({ values: [{ text: word }] })),
    );

export const status: Read = (option) =>
  lookup(
    option,
    { name: "ct status" },
    (option.values[0] ?? "")
      .toLowerCase()
      .split(",")
      .map((word) => ({ values: [{ text: word }] })),
  );
