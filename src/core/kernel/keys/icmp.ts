// ICMP and ICMPv6: how long a ping's entry waits. Data only.
import type { KeyFact } from "../key-fact.ts";
import { SINCE_THE_BEGINNING, seconds } from "./shared.ts";

export const ICMP_KEYS: readonly KeyFact[] = [
  seconds({ path: "net/netfilter/nf_conntrack_icmp_timeout", seconds: 30, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_icmpv6_timeout", seconds: 30, present: SINCE_THE_BEGINNING }),
];
