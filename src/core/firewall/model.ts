// A rule set in one form, whichever program printed it. What a rule does stands in its steps, in the rule's order.

export type Family = "ip" | "ip6" | "inet" | "arp" | "bridge" | "netdev";
export type Hook = "ingress" | "prerouting" | "input" | "forward" | "output" | "postrouting" | "egress";

export interface RuleSet {
  readonly syntax: "nft" | "iptables";
  /** In the order of registration, which decides between base chains of one priority. */
  readonly tables: readonly Table[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** Rules, objects and sections that were read at all; 0 says that the text is no rule set. */
  readonly read: number;
}

/** A line, or a part of one, whose meaning is not known: it may need tracking. */
export interface NotUnderstood {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface Table {
  readonly family: Family;
  readonly name: string;
  readonly line: number;
  readonly syntax: "nft" | "iptables";
  /** The text that it was read from, where that has a name. */
  readonly file: string;
  /** `flags dormant`: its base chains see no packets. */
  dormant: boolean;
  readonly chains: Map<string, Chain>;
  readonly sets: Map<string, NamedSet>;
  /** Objects with a name that keep tracking on by themselves: ct helper, ct timeout, ct expectation, synproxy. */
  readonly objects: NamedObject[];
}

export interface NamedObject {
  readonly kind: "ct helper" | "ct timeout" | "ct expectation" | "synproxy";
  readonly name: string;
  readonly line: number;
}

export interface Chain {
  readonly name: string;
  readonly line: number;
  base: BaseChain | undefined;
  rules: Rule[];
}

export interface BaseChain {
  readonly type: "filter" | "nat" | "route";
  readonly hook: Hook;
  readonly priority: number;
  readonly policy: "accept" | "drop";
}

export interface NamedSet {
  /** Elements may come and go while the kernel runs: what is not among them may be so tomorrow. */
  readonly dynamic: boolean;
  elements: Element[];
}

export interface Rule {
  readonly table: Table;
  readonly chain: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly steps: readonly Step[];
}

/** What of a packet is looked at. `other` is anything that tracking has no part in. */
export type FieldName =
  | "destination port"
  | "source port"
  | "any port"
  | "protocol"
  | "family"
  | "input interface"
  | "output interface"
  | "source address"
  | "destination address"
  | "source type"
  | "destination type"
  | "ct state"
  | "ct status"
  | "ct direction"
  | "ct original port"
  | "ct mark"
  | "ct"
  | "mark"
  | "tcp flags"
  | "icmp type"
  | "other";

export interface Field {
  readonly name: FieldName;
  /** Packets that do not have the field at all: the rule does not match them, negated or not. */
  readonly family?: "ip" | "ip6";
  readonly protocols?: readonly number[];
  /** Of a mark or of TCP flags: the bits that are compared; "any" of them for flags that are listed. */
  readonly mask?: number;
  readonly any?: boolean;
}

/** One value or a range of numbers; `text` alone where it is no number. */
export interface Value {
  readonly text: string;
  readonly low?: number;
  readonly high?: number;
}

export interface Element {
  /** One value a field. */
  readonly values: readonly Value[];
  readonly verdict?: Verdict;
  /** What a map gives for it that is no verdict: its words, as in `10.9.0.2 . 80`. */
  readonly data?: string;
}

export type Verdict =
  | { readonly kind: "accept" | "drop" | "reject" | "return" | "continue" }
  | { readonly kind: "jump" | "goto"; readonly chain: string };

export interface Lookup {
  readonly kind: "lookup";
  readonly fields: readonly Field[];
  readonly negated: boolean;
  readonly elements: readonly Element[];
  /** A set or map with a name, in the rule's table. */
  readonly set?: string;
  /** Each element has a verdict. */
  readonly verdicts?: boolean;
  readonly text: string;
}

/** How a statement uses the entry of a flow. */
export type CtUse =
  | "mark read"
  | "write"
  /** A write of what the entry held before. */
  | "update"
  | "zone"
  | "helper"
  | "timeout"
  | "count"
  | "match"
  /** A condition of iptables beside a state: packets without an entry are asked for their state alone. */
  | "match beside state";

export type Step =
  | Lookup
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly text: string }
  | { readonly kind: "notrack"; readonly text: string }
  | {
      readonly kind: "nat";
      readonly nat: "dnat" | "snat" | "masquerade" | "redirect";
      /** In a table for both families. */
      readonly family?: "ip" | "ip6" | undefined;
      /** Says where to, by what the packet is; packets that it has nothing for are left as they are. */
      readonly map?: Lookup | undefined;
      readonly text: string;
    }
  | { readonly kind: "ct"; readonly use: CtUse; readonly text: string }
  | { readonly kind: "synproxy"; readonly text: string }
  | { readonly kind: "offload"; readonly text: string }
  /** The packet goes on to a transparent proxy, or to IPVS, and not the way that it would have gone. */
  | { readonly kind: "divert"; readonly to: "proxy" | "ipvs"; readonly text: string }
  /** The mark becomes (mark & keep) ^ flip; without numbers it becomes anything. */
  | { readonly kind: "set mark"; readonly keep?: number; readonly flip?: number; readonly text: string }
  /** Matches by how many packets came before: rates, quotas, lists that packets write. */
  | { readonly kind: "limit"; readonly writes: boolean; readonly text: string }
  /** Changes or reports the packet, and never its way; `writes` to a list that other rules may read. */
  | { readonly kind: "note"; readonly writes?: boolean; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string };
