// ICMP and ICMPv6: how long a ping's entry waits. Data only.
import type { KeyFact } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { entryTimeout, OLD_AS_CONNTRACK, SINCE_THE_BEGINNING, STANDALONE } from "./shared.ts";

export const ICMP_KEYS: readonly KeyFact[] = [
  entryTimeout({
    path: "net/netfilter/nf_conntrack_icmp_timeout",
    meaning: "Timeout of an entry for an ICMP query, such as a ping, after its last packet.",
    seconds: 30,
    present: SINCE_THE_BEGINNING,
    history: { since: OLD_AS_CONNTRACK },
    remarks: ["Up to 4.14 the file belongs to the module nf_conntrack_ipv4."],
    sources: [STANDALONE, seenIn("net/ipv4/netfilter/nf_conntrack_proto_icmp.c", "2.6.32.67", "4.14.67"), MEASURED],
  }),
  entryTimeout({
    path: "net/netfilter/nf_conntrack_icmpv6_timeout",
    meaning: "Timeout of an entry for an ICMPv6 query, such as a ping, after its last packet.",
    seconds: 30,
    present: SINCE_THE_BEGINNING,
    history: { since: OLD_AS_CONNTRACK },
    remarks: ["Up to 4.14 the file belongs to the module nf_conntrack_ipv6."],
    sources: [STANDALONE, seenIn("net/ipv6/netfilter/nf_conntrack_proto_icmpv6.c", "2.6.32.67", "4.14.67"), MEASURED],
  }),
];
