// biome-ignore-all format: written by npm run generate
// Of the keys that plans deal with, the timelines of keys/ and nothing else: written by npm run generate, and not by hand.
import type { KeyFact } from "./key-fact.ts";

export type KeyTimelines = Pick<KeyFact, "present" | "writable" | "default">;

/** By path below /proc/sys. */
export const PLAN_KEYS: Readonly<Record<string, KeyTimelines>> = {
  "net/netfilter/nf_conntrack_buckets": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":false,"changes":[{"after":"4.7","by":"4.8","to":true}]},"default":{"first":"computed"}},
  "net/netfilter/nf_conntrack_generic_timeout": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":600}},
  "net/netfilter/nf_conntrack_gre_timeout": {"present":{"first":false,"changes":[{"after":"4.19","by":"5.4","to":true}]},"writable":{"first":true},"default":{"first":30}},
  "net/netfilter/nf_conntrack_gre_timeout_stream": {"present":{"first":false,"changes":[{"after":"4.19","by":"5.4","to":true}]},"writable":{"first":true},"default":{"first":180}},
  "net/netfilter/nf_conntrack_icmp_timeout": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":30}},
  "net/netfilter/nf_conntrack_icmpv6_timeout": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":30}},
  "net/netfilter/nf_conntrack_max": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":"computed"}},
  "net/netfilter/nf_conntrack_sctp_timeout_closed": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":10}},
  "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":3}},
  "net/netfilter/nf_conntrack_sctp_timeout_established": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":432000,"changes":[{"after":"6.0","by":"6.2","to":210}],"backports":[{"branch":"4.14","after":67,"to":210},{"branch":"4.19","after":72,"to":210},{"branch":"5.4","after":124,"to":210},{"branch":"5.10","after":-1,"by":218,"to":210},{"branch":"5.15","after":41,"to":210},{"branch":"6.1","after":-1,"by":176,"to":210}]}},
  "net/netfilter/nf_conntrack_tcp_timeout_close": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":10}},
  "net/netfilter/nf_conntrack_tcp_timeout_close_wait": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":60}},
  "net/netfilter/nf_conntrack_tcp_timeout_established": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":432000}},
  "net/netfilter/nf_conntrack_tcp_timeout_fin_wait": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":120}},
  "net/netfilter/nf_conntrack_tcp_timeout_last_ack": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":30}},
  "net/netfilter/nf_conntrack_tcp_timeout_max_retrans": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":300}},
  "net/netfilter/nf_conntrack_tcp_timeout_syn_recv": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":60}},
  "net/netfilter/nf_conntrack_tcp_timeout_syn_sent": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":120}},
  "net/netfilter/nf_conntrack_tcp_timeout_time_wait": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":120}},
  "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged": {"present":{"first":false,"changes":[{"after":"2.6.24","by":"2.6.30","to":true}]},"writable":{"first":true},"default":{"first":300}},
  "net/netfilter/nf_conntrack_udp_timeout": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":30}},
  "net/netfilter/nf_conntrack_udp_timeout_stream": {"present":{"first":false,"changes":[{"after":"2.6.11","by":"2.6.18","to":true}]},"writable":{"first":true},"default":{"first":180,"changes":[{"after":"4.19","by":"5.4","to":120}]}},
};
