// Keys that people set in the hope of helping conntrack; what they really do is in related.words.ts. Data only.
import type { Timeline } from "./timeline.ts";

export interface RelatedKey {
  /** Path below /proc/sys. */
  readonly path: string;
  /** It decides which packets conntrack gets to see. Without that it has nothing to do with the table. */
  readonly feeds: boolean;
  /** The conntrack keys that are often meant. */
  readonly meant?: readonly string[];
  /** Where it is not in every kernel. */
  readonly present?: Timeline<boolean>;
}

/** After how many seconds a local socket with SO_KEEPALIVE first probes. */
export const TCP_KEEPALIVE_TIME = "net/ipv4/tcp_keepalive_time";

const TIME_WAIT = "net/netfilter/nf_conntrack_tcp_timeout_time_wait";

export const RELATED_KEYS: readonly RelatedKey[] = [
  {
    path: "net/bridge/bridge-nf-call-arptables",
    feeds: false,
  },
  {
    path: "net/bridge/bridge-nf-call-ip6tables",
    feeds: true,
  },
  {
    path: "net/bridge/bridge-nf-call-iptables",
    feeds: true,
  },
  {
    path: "net/core/netdev_max_backlog",
    feeds: false,
  },
  {
    path: "net/core/rmem_max",
    feeds: false,
  },
  {
    path: "net/core/somaxconn",
    feeds: false,
  },
  {
    path: "net/core/wmem_max",
    feeds: false,
  },
  {
    path: "net/ipv4/ip_forward",
    feeds: true,
  },
  {
    path: "net/ipv4/ip_local_port_range",
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_max"],
  },
  {
    path: "net/ipv4/neigh/default/gc_thresh3",
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_max"],
  },
  {
    path: "net/ipv4/tcp_fin_timeout",
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_tcp_timeout_fin_wait", TIME_WAIT],
  },
  {
    path: TCP_KEEPALIVE_TIME,
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_tcp_timeout_established"],
  },
  {
    path: "net/ipv4/tcp_max_syn_backlog",
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_tcp_timeout_syn_recv"],
  },
  {
    path: "net/ipv4/tcp_max_tw_buckets",
    feeds: false,
    meant: ["net/netfilter/nf_conntrack_buckets", TIME_WAIT],
  },
  {
    path: "net/ipv4/tcp_tw_recycle",
    feeds: false,
    meant: [TIME_WAIT],
    present: { first: true, changes: [{ after: "4.4", by: "4.14", to: false }] },
  },
  {
    path: "net/ipv4/tcp_tw_reuse",
    feeds: false,
    meant: [TIME_WAIT],
  },
];
