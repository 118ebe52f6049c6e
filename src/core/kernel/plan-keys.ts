// biome-ignore-all format: written by npm run generate
// Of the keys that plans deal with, the timelines of keys/ and nothing else: written by npm run generate, and not by hand.
import type { KeyFact } from "./key-fact.ts";

export type KeyTimelines = Pick<KeyFact, "present" | "writable" | "default">;

const T0 = {"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]};
const T1 = {"first":false,"changes":[{"after":"4.7","by":"4.8","to":true}]};
const T2 = {"first":true};
const T3 = {"first":false,"changes":[{"after":"4.19","by":"5.4","to":true}]};
const T4 = {"first":false,"changes":[{"after":"2.6.24","by":"2.6.30","to":true}]};

/** By path below /proc/sys. */
export const PLAN_KEYS: Readonly<Record<string, KeyTimelines>> = {
  "net/netfilter/nf_conntrack_buckets": { present: T0, writable: T1, default: {"first":"computed"} },
  "net/netfilter/nf_conntrack_generic_timeout": { present: T0, writable: T2, default: {"first":600} },
  "net/netfilter/nf_conntrack_gre_timeout": { present: T3, writable: T2, default: {"first":30} },
  "net/netfilter/nf_conntrack_gre_timeout_stream": { present: T3, writable: T2, default: {"first":180} },
  "net/netfilter/nf_conntrack_icmp_timeout": { present: T0, writable: T2, default: {"first":30} },
  "net/netfilter/nf_conntrack_icmpv6_timeout": { present: T0, writable: T2, default: {"first":30} },
  "net/netfilter/nf_conntrack_max": { present: T0, writable: T2, default: {"first":"computed"} },
  "net/netfilter/nf_conntrack_sctp_timeout_closed": { present: T0, writable: T2, default: {"first":10} },
  "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait": { present: T0, writable: T2, default: {"first":3} },
  "net/netfilter/nf_conntrack_sctp_timeout_established": { present: T0, writable: T2, default: {"first":432000,"changes":[{"after":"6.0","by":"6.2","to":210}],"backports":[{"branch":"4.14","after":67,"to":210},{"branch":"4.19","after":72,"to":210},{"branch":"5.4","after":124,"to":210},{"branch":"5.10","after":-1,"by":218,"to":210},{"branch":"5.15","after":41,"to":210},{"branch":"6.1","after":-1,"by":176,"to":210}]} },
  "net/netfilter/nf_conntrack_tcp_timeout_close": { present: T0, writable: T2, default: {"first":10} },
  "net/netfilter/nf_conntrack_tcp_timeout_close_wait": { present: T0, writable: T2, default: {"first":60} },
  "net/netfilter/nf_conntrack_tcp_timeout_established": { present: T0, writable: T2, default: {"first":432000} },
  "net/netfilter/nf_conntrack_tcp_timeout_fin_wait": { present: T0, writable: T2, default: {"first":120} },
  "net/netfilter/nf_conntrack_tcp_timeout_last_ack": { present: T0, writable: T2, default: {"first":30} },
  "net/netfilter/nf_conntrack_tcp_timeout_max_retrans": { present: T0, writable: T2, default: {"first":300} },
  "net/netfilter/nf_conntrack_tcp_timeout_syn_recv": { present: T0, writable: T2, default: {"first":60} },
  "net/netfilter/nf_conntrack_tcp_timeout_syn_sent": { present: T0, writable: T2, default: {"first":120} },
  "net/netfilter/nf_conntrack_tcp_timeout_time_wait": { present: T0, writable: T2, default: {"first":120} },
  "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged": { present: T4, writable: T2, default: {"first":300} },
  "net/netfilter/nf_conntrack_udp_timeout": { present: T0, writable: T2, default: {"first":30} },
  "net/netfilter/nf_conntrack_udp_timeout_stream": { present: T0, writable: T2, default: {"first":180,"changes":[{"after":"4.19","by":"5.4","to":120}]} },
};
