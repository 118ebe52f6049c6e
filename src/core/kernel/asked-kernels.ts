// Generated from the recordings of booted kernels by `npm run generate`. Data only.

export interface Asked {
  readonly kernels: number;
  readonly from: string;
  readonly to: string;
}

/** Kernels whose slabs were looked at: version, architecture, and whether it is a real-time one. */
export const SLABS_SEEN: readonly (readonly [level: string, arch: string, realtime: boolean])[] = [
  ["6.1.176", "x86_64", false],
  ["6.1.176", "ppc64le", false],
  ["6.1.192", "x86_64", false],
  ["6.12.107", "s390x", false],
  ["6.12.117", "riscv64", false],
  ["6.12.118", "x86_64", false],
  ["6.12.118", "x86_64", true],
  ["6.18.15", "x86_64", false],
  ["7.2.12", "x86_64", false],
  ["7.3.4", "x86_64", false],
];

/** Kernels that have the keys: presence, default and what a few thousand writes come to. */
export const KEYS_ASKED: readonly (Asked & { readonly keys: readonly string[] })[] = [
  {
    kernels: 10,
    from: "6.1.176",
    to: "7.3.4",
    keys: [
      "net/netfilter/nf_conntrack_acct",
      "net/netfilter/nf_conntrack_buckets",
      "net/netfilter/nf_conntrack_checksum",
      "net/netfilter/nf_conntrack_count",
      "net/netfilter/nf_conntrack_events",
      "net/netfilter/nf_conntrack_expect_max",
      "net/netfilter/nf_conntrack_frag6_high_thresh",
      "net/netfilter/nf_conntrack_frag6_low_thresh",
      "net/netfilter/nf_conntrack_frag6_timeout",
      "net/netfilter/nf_conntrack_generic_timeout",
      "net/netfilter/nf_conntrack_gre_timeout",
      "net/netfilter/nf_conntrack_gre_timeout_stream",
      "net/netfilter/nf_conntrack_icmp_timeout",
      "net/netfilter/nf_conntrack_icmpv6_timeout",
      "net/netfilter/nf_conntrack_log_invalid",
      "net/netfilter/nf_conntrack_max",
      "net/netfilter/nf_conntrack_sctp_timeout_closed",
      "net/netfilter/nf_conntrack_sctp_timeout_cookie_echoed",
      "net/netfilter/nf_conntrack_sctp_timeout_cookie_wait",
      "net/netfilter/nf_conntrack_sctp_timeout_established",
      "net/netfilter/nf_conntrack_sctp_timeout_heartbeat_sent",
      "net/netfilter/nf_conntrack_sctp_timeout_shutdown_ack_sent",
      "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd",
      "net/netfilter/nf_conntrack_sctp_timeout_shutdown_sent",
      "net/netfilter/nf_conntrack_tcp_be_liberal",
      "net/netfilter/nf_conntrack_tcp_ignore_invalid_rst",
      "net/netfilter/nf_conntrack_tcp_loose",
      "net/netfilter/nf_conntrack_tcp_max_retrans",
      "net/netfilter/nf_conntrack_tcp_timeout_close",
      "net/netfilter/nf_conntrack_tcp_timeout_close_wait",
      "net/netfilter/nf_conntrack_tcp_timeout_established",
      "net/netfilter/nf_conntrack_tcp_timeout_fin_wait",
      "net/netfilter/nf_conntrack_tcp_timeout_last_ack",
      "net/netfilter/nf_conntrack_tcp_timeout_max_retrans",
      "net/netfilter/nf_conntrack_tcp_timeout_syn_recv",
      "net/netfilter/nf_conntrack_tcp_timeout_syn_sent",
      "net/netfilter/nf_conntrack_tcp_timeout_time_wait",
      "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged",
      "net/netfilter/nf_conntrack_timestamp",
      "net/netfilter/nf_conntrack_udp_timeout",
      "net/netfilter/nf_conntrack_udp_timeout_stream",
      "net/netfilter/nf_flowtable_tcp_timeout",
      "net/netfilter/nf_flowtable_udp_timeout",
      "net/netfilter/nf_hooks_lwtunnel",
      "net/nf_conntrack_max",
    ],
  },
  {
    kernels: 7,
    from: "6.1.176",
    to: "6.12.118",
    keys: [
      "net/netfilter/nf_conntrack_dccp_loose",
      "net/netfilter/nf_conntrack_dccp_timeout_closereq",
      "net/netfilter/nf_conntrack_dccp_timeout_closing",
      "net/netfilter/nf_conntrack_dccp_timeout_open",
      "net/netfilter/nf_conntrack_dccp_timeout_partopen",
      "net/netfilter/nf_conntrack_dccp_timeout_request",
      "net/netfilter/nf_conntrack_dccp_timeout_respond",
      "net/netfilter/nf_conntrack_dccp_timeout_timewait",
    ],
  },
  {
    kernels: 6,
    from: "6.1.192",
    to: "7.3.4",
    keys: ["net/netfilter/nf_log_all_netns"],
  },
];
