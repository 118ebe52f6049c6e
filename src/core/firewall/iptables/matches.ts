// The matches of iptables: what each option compares, as look-ups. Knows no target.
import { byName } from "../../text/by-name.ts";
import type { CtUse, Element, Field, Step } from "../model.ts";
import { CT_STATES, ICMP, ICMPV6, numberOf, protocolNumber, TCP, WITH_PORTS } from "../names.ts";
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

type Read = (option: Option, context: MatchContext) => Step;

function lookup({ negated, text }: Option, field: Field, elements: readonly Element[]): Step {
  return { kind: "lookup", fields: [field], negated, elements, text };
}

const other: Read = (option) => lookup(option, { name: "other" }, [{ values: [{ text: option.text }] }]);
const limit: Read = ({ text }) => ({ kind: "limit", writes: false, text });
const note: Read = ({ text }) => ({ kind: "note", text });

const ct =
  (use: CtUse): Read =>
  ({ text }) => ({ kind: "ct", use, text });

const ports =
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

/** Addresses in a list are or-ed; each names one family by itself. */
const address =
  (name: "source address" | "destination address"): Read =>
  (option) =>
    lookup(
      option,
      { name },
      (option.values[0] ?? "")
        .split(",")
        .map((word) => ({ values: [{ text: word.replace("/255.255.255.255", "").replace(/\/32$/, "") }] })),
    );

const protocol: Read = (option, context) => {
  const word = option.values[0] ?? "";
  const number = protocolNumber(word);
  if (!option.negated && number !== 0) context.protocol = number;
  if (word === "all" || number === 0) return note(option, context);
  return lookup(option, { name: "protocol" }, [
    { values: [number === undefined ? { text: word } : { text: word, low: number, high: number }] },
  ]);
};

const interfaceOf =
  (name: "input interface" | "output interface"): Read =>
  (option) =>
    lookup(option, { name }, [{ values: [{ text: (option.values[0] ?? "").replace(/\+$/, "*") }] }]);

/** `--ctstate NEW,DNAT`: two of its words are facts about NAT. */
const states: Read = (option) => {
  const words = (option.values[0] ?? "").toLowerCase().split(",");
  const known = words.filter((word) => CT_STATES.includes(word));
  if (known.length === 0)
    return lookup(
      option,
      { name: "ct status" },
      words.map((word) => ({ values: [{ text: word }] })),
    );
  return lookup(
    option,
    { name: "ct state" },
    words.map((word) => ({ values: [fieldValue({ name: "ct state" }, word)] })),
  );
};

const tcpFlags: Read = (option) => {
  const [mask, value] = option.values.map(flagsOf);
  if (mask === undefined || value === undefined) return other(option, { version6: false, protocol: undefined, module: "" });
  return lookup(option, { name: "tcp flags", protocols: [TCP], mask }, [
    { values: [{ text: option.values[1] ?? "", low: value, high: value }] },
  ]);
};

const syn: Read = (option) =>
  lookup(option, { name: "tcp flags", protocols: [TCP], mask: 23 }, [{ values: [{ text: "syn", low: 2, high: 2 }] }]);

const icmp: Read = (option, { version6 }) => {
  const field: Field = { name: "icmp type", family: version6 ? "ip6" : "ip", protocols: [version6 ? ICMPV6 : ICMP] };
  const word = option.values[0] ?? "";
  return lookup(option, field, [{ values: [word === "any" ? { text: word, low: 0, high: 255 } : fieldValue(field, word)] }]);
};

const mark: Read = (option, { module }) => {
  if (module === "connmark") return { kind: "ct", use: "match", text: option.text };
  const [value = "", mask] = (option.values[0] ?? "").split("/");
  const [number, bits] = [numberOf(value), mask === undefined ? 0xffffffff : numberOf(mask)];
  if (number === undefined || bits === undefined) return other(option, { version6: false, protocol: undefined, module });
  return lookup(option, { name: "mark", mask: bits }, [{ values: [{ text: value, low: number, high: number }] }]);
};

const type =
  (name: "source type" | "destination type"): Read =>
  (option) =>
    lookup(
      option,
      { name },
      (option.values[0] ?? "")
        .toLowerCase()
        .split(",")
        .map((word) => ({ values: [{ text: word }] })),
    );

const status: Read = (option) =>
  lookup(
    option,
    { name: "ct status" },
    (option.values[0] ?? "")
      .toLowerCase()
      .split(",")
      .map((word) => ({ values: [{ text: word }] })),
  );

/** How many words an option takes, and what it says. */
export interface MatchOption {
  readonly words: 0 | 1 | 2;
  readonly read: Read;
}

const with1 = (read: Read): MatchOption => ({ words: 1, read });
const with0 = (read: Read): MatchOption => ({ words: 0, read });

export const OPTIONS = byName<MatchOption>({
  "-p": with1(protocol),
  "--protocol": with1(protocol),
  "-s": with1(address("source address")),
  "--source": with1(address("source address")),
  "--src": with1(address("source address")),
  "-d": with1(address("destination address")),
  "--destination": with1(address("destination address")),
  "--dst": with1(address("destination address")),
  "-i": with1(interfaceOf("input interface")),
  "--in-interface": with1(interfaceOf("input interface")),
  "-o": with1(interfaceOf("output interface")),
  "--out-interface": with1(interfaceOf("output interface")),
  "-f": with0(other),
  "--fragment": with0(other),
  "-4": with0(note),
  "-6": with0(note),
  "--sport": with1(ports("source port")),
  "--source-port": with1(ports("source port")),
  "--sports": with1(ports("source port")),
  "--source-ports": with1(ports("source port")),
  "--dport": with1(ports("destination port")),
  "--destination-port": with1(ports("destination port")),
  "--dports": with1(ports("destination port")),
  "--destination-ports": with1(ports("destination port")),
  "--port": with1(ports("any port")),
  "--ports": with1(ports("any port")),
  "--state": with1(states),
  "--ctstate": with1(states),
  "--ctstatus": with1(status),
  "--tcp-flags": { words: 2, read: tcpFlags },
  "--syn": with0(syn),
  "--icmp-type": with1(icmp),
  "--icmpv6-type": with1(icmp),
  "--mark": with1(mark),
  "--src-type": with1(type("source type")),
  "--dst-type": with1(type("destination type")),
  "--limit-iface-in": with0(note),
  "--limit-iface-out": with0(note),
  "--comment": with1(note),
  "--probability": with1(limit),
  "--every": with1(limit),
  "--packet": with1(note),
  "--mode": with1(note),
  "--helper": with1(ct("match")),
  "--label": with1(ct("match")),
  "--set-label": with0(note),
  "--rsource": with0(note),
  "--rdest": with0(note),
  "--name": with1(note),
  "--mask": with1(note),
  "--seconds": with1(note),
  "--reap": with0(note),
  "--rttl": with0(note),
  "--hitcount": with1(note),
  "--rcheck": with0(limit),
  "--update": with0(({ text }) => ({ kind: "limit", writes: true, text })),
  "--set": with0(({ text }) => ({ kind: "limit", writes: true, text })),
  "--remove": with0(note),
  "--limit": with1(limit),
  "--limit-burst": with1(note),
  "--quota": with1(limit),
  "--connlimit-above": with1(ct("count")),
  "--connlimit-upto": with1(ct("count")),
  "--connlimit-mask": with1(note),
  "--connlimit-saddr": with0(note),
  "--connlimit-daddr": with0(note),
  "--connbytes": with1(ct("match")),
  "--connbytes-dir": with1(note),
  "--connbytes-mode": with1(note),
  "--match-set": { words: 2, read: other },
  "--return-nomatch": with0(note),
  "--update-counters": with0(note),
  "--update-subcounters": with0(note),
  "--invert": with0(note),
  "--loose": with0(note),
  "--validmark": with0(note),
  "--accept-local": with0(note),
  "--transparent": with0(other),
  "--nowildcard": with0(other),
  "--restore-skmark": with0(({ text }) => ({ kind: "set mark", text })),
});

/** Modules whose options compare the packet itself and no entry: options not listed above are passed over with their words. */
export const PLAIN_MODULES = new Set([
  "tcp",
  "udp",
  "udplite",
  "sctp",
  "dccp",
  "icmp",
  "icmp6",
  "icmpv6",
  "multiport",
  "comment",
  "addrtype",
  "limit",
  "hashlimit",
  "recent",
  "mac",
  "mark",
  "owner",
  "pkttype",
  "physdev",
  "policy",
  "set",
  "statistic",
  "string",
  "time",
  "tos",
  "dscp",
  "ttl",
  "hl",
  "length",
  "iprange",
  "ecn",
  "esp",
  "ah",
  "u32",
  "bpf",
  "cgroup",
  "cpu",
  "devgroup",
  "realm",
  "rpfilter",
  "socket",
  "quota",
  "nfacct",
  "rateest",
  "tcpmss",
  "ipv6header",
  "frag",
  "rt",
  "hbh",
  "dst",
  "eui64",
  "mh",
  "srh",
  "l2tp",
  "ipcomp",
  "osf",
  "NETMAP",
  "geoip",
  "account",
  "condition",
  "fuzzy",
  "ipp2p_",
  "psd",
  "quota2",
  "iface",
  "ipv4options",
  "ndpi_",
]);

/** Modules that look at the entry of a flow, whatever their options are. */
export const CT_MODULES = byName<CtUse | "state">({
  conntrack: "state",
  state: "state",
  connlimit: "count",
  connbytes: "match",
  connmark: "match",
  connlabel: "match",
  helper: "match",
  cluster: "match",
});

/** Modules that go by the packets before, so that each packet of a flow counts. */
export const RATE_MODULES = new Set(["hashlimit", "quota2", "rateest", "account", "psd"]);
