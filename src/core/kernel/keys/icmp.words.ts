// ICMP and ICMPv6: how long a ping's entry waits.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK, ofEntry, STANDALONE } from "./shared.words.ts";

export const ICMP_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_icmp_timeout": ofEntry({
    meaning: say("Timeout of an entry for an ICMP query, such as a ping, after its last packet."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [say("Up to 4.14 the file belongs to the module nf_conntrack_ipv4.")],
    sources: [STANDALONE, seenIn("net/ipv4/netfilter/nf_conntrack_proto_icmp.c", "2.6.32.67", "4.14.67"), MEASURED],
  }),
  "net/netfilter/nf_conntrack_icmpv6_timeout": ofEntry({
    meaning: say("Timeout of an entry for an ICMPv6 query, such as a ping, after its last packet."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [say("Up to 4.14 the file belongs to the module nf_conntrack_ipv6.")],
    sources: [STANDALONE, seenIn("net/ipv6/netfilter/nf_conntrack_proto_icmpv6.c", "2.6.32.67", "4.14.67"), MEASURED],
  }),
};
