// The order in which keys are offered: by what people set them for, most wanted first. Our own judgement.

const FIRST: readonly string[] = [
  "nf_conntrack_max",
  "nf_conntrack_buckets",
  "nf_conntrack_tcp_timeout_established",
  "nf_conntrack_tcp_timeout_time_wait",
  "nf_conntrack_udp_timeout",
  "nf_conntrack_udp_timeout_stream",
  "nf_conntrack_tcp_timeout_close_wait",
  "nf_conntrack_tcp_timeout_fin_wait",
  "nf_conntrack_tcp_timeout_syn_recv",
  "nf_conntrack_tcp_timeout_syn_sent",
  "nf_conntrack_tcp_timeout_last_ack",
  "nf_conntrack_tcp_timeout_close",
  "nf_conntrack_generic_timeout",
  "nf_conntrack_icmp_timeout",
  "nf_conntrack_tcp_loose",
  "nf_conntrack_tcp_be_liberal",
  "nf_conntrack_checksum",
  "nf_conntrack_acct",
  "nf_conntrack_timestamp",
  "nf_conntrack_log_invalid",
  "nf_conntrack_expect_max",
  "nf_conntrack_helper",
];

/** Whether one path comes before another; those that few people set keep the order they have. */
export function byUse(one: string, other: string): number {
  return placeOf(one) - placeOf(other);
}

function placeOf(path: string): number {
  const at = path.startsWith("net/netfilter/") ? FIRST.indexOf(path.slice("net/netfilter/".length)) : -1;
  return at < 0 ? FIRST.length : at;
}
