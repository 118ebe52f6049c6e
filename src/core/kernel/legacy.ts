// The names from before nf_conntrack (ip_conntrack, 2.4 to 2.6) and what to write instead. Data only.
import type { SourceTree } from "./source-trees.ts";
import type { Change, Timeline } from "./timeline.ts";
import { releaseName, version } from "./version.ts";

export interface LegacyKey {
  /** Path below /proc/sys, as "net/ipv4/netfilter/ip_conntrack_max". */
  readonly path: string;
  /** Today's path; undefined where nothing took its place. */
  readonly modern: string | undefined;
  /** What to write to the modern key, where the old value means something else there. */
  readonly modernValue?: number;
  readonly firstSeen: Seen;
  readonly present: Timeline<boolean>;
}

type Seen = "2.4.32" | "2.6.11" | "2.6.18" | "2.6.32.67";

/** The last tree looked at before the one that shows the key first. */
const TREE_BEFORE: Readonly<Record<Seen, SourceTree | undefined>> = {
  "2.4.32": undefined,
  "2.6.11": "2.4.32",
  "2.6.18": "2.6.11",
  "2.6.32.67": "2.6.30",
};

/**
 * A name in net/ipv4/netfilter that 4.8 still had (CONFIG_NF_CONNTRACK_PROC_COMPAT); its modern name differs in the prefix only.
 */
function renamed(name: string, firstSeen: Seen): LegacyKey {
  return {
    path: `net/ipv4/netfilter/ip_${name}`,
    modern: `net/netfilter/nf_${name}`,
    firstSeen,
    present: lived(firstSeen, { after: "4.8", by: "4.9", to: false }),
  };
}

function lived(firstSeen: Seen, end: Change<boolean>): Timeline<boolean> {
  const before = TREE_BEFORE[firstSeen];
  if (before === undefined) return { first: true, changes: [end] };
  return { first: false, changes: [{ after: before, by: releaseName(version(firstSeen)), to: true }, end] };
}

export const LEGACY_KEYS: readonly LegacyKey[] = [
  {
    path: "net/ipv4/ip_conntrack_max",
    modern: "net/netfilter/nf_conntrack_max",
    firstSeen: "2.4.32",
    present: lived("2.4.32", { after: "2.6.18", by: "2.6.24", to: false }),
  },
  renamed("conntrack_buckets", "2.4.32"),
  renamed("conntrack_checksum", "2.6.18"),
  renamed("conntrack_count", "2.6.11"),
  renamed("conntrack_generic_timeout", "2.4.32"),
  renamed("conntrack_icmp_timeout", "2.4.32"),
  renamed("conntrack_log_invalid", "2.6.11"),
  renamed("conntrack_max", "2.4.32"),
  renamed("conntrack_sctp_timeout_closed", "2.6.11"),
  renamed("conntrack_sctp_timeout_cookie_echoed", "2.6.11"),
  renamed("conntrack_sctp_timeout_cookie_wait", "2.6.11"),
  renamed("conntrack_sctp_timeout_established", "2.6.11"),
  renamed("conntrack_sctp_timeout_shutdown_ack_sent", "2.6.11"),
  renamed("conntrack_sctp_timeout_shutdown_recd", "2.6.11"),
  renamed("conntrack_sctp_timeout_shutdown_sent", "2.6.11"),
  renamed("conntrack_tcp_be_liberal", "2.4.32"),
  {
    path: "net/ipv4/netfilter/ip_conntrack_tcp_log_invalid",
    modern: "net/netfilter/nf_conntrack_log_invalid",
    modernValue: 6,
    firstSeen: "2.4.32",
    present: lived("2.4.32", { after: "2.4.32", by: "2.6.11", to: false }),
  },
  renamed("conntrack_tcp_loose", "2.4.32"),
  renamed("conntrack_tcp_max_retrans", "2.4.32"),
  renamed("conntrack_tcp_timeout_close", "2.4.32"),
  renamed("conntrack_tcp_timeout_close_wait", "2.4.32"),
  renamed("conntrack_tcp_timeout_established", "2.4.32"),
  renamed("conntrack_tcp_timeout_fin_wait", "2.4.32"),
  renamed("conntrack_tcp_timeout_last_ack", "2.4.32"),
  renamed("conntrack_tcp_timeout_max_retrans", "2.4.32"),
  renamed("conntrack_tcp_timeout_syn_recv", "2.4.32"),
  renamed("conntrack_tcp_timeout_syn_sent", "2.4.32"),
  // Simultaneous open has a timeout still, but no key sets it.
  { ...renamed("conntrack_tcp_timeout_syn_sent2", "2.6.32.67"), modern: undefined },
  renamed("conntrack_tcp_timeout_time_wait", "2.4.32"),
  renamed("conntrack_udp_timeout", "2.4.32"),
  renamed("conntrack_udp_timeout_stream", "2.4.32"),
];
