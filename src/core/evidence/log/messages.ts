// What the kernel logs when the table is full, and what is mistaken for it: every wording from 2.4 to 7.2. Data only.
import { seenIn } from "../../kernel/source-trees.ts";

/** A packet was dropped because there was no room for its connection. Group 1: the namespace's inode, where it is named. */
export const TABLE_FULL: readonly { readonly pattern: RegExp; readonly sources: readonly [string, ...string[]] }[] = [
  {
    // "ip_conntrack: table full, dropping packet." with the full stop up to 3.5; "nf_conntrack: nf_conntrack: table full,
    // dropping packet" from 4.8; "nf_conntrack: nf_conntrack: table full in netns 4026532177, dropping packet" in 6.18.
    pattern: /\b(?:nf|ip6?)_conntrack: table full(?: in netns (\d{1,20}))?, dropping packet\b/,
    sources: [
      seenIn("net/ipv4/netfilter/ip_conntrack_core.c", "2.6.18"),
      seenIn("net/netfilter/nf_conntrack_core.c", "2.6.24", "3.6", "4.8.15", "6.14.0", "6.18.2", "7.2.13"),
    ],
  },
  {
    pattern: /\bip_conntrack: maximum limit of \d{1,10} entries exceeded\b/,
    sources: ["ip_conntrack_core.c of Linux 2.4.0, under net_ratelimit()"],
  },
];

/** Group 1: the limit that was reached. */
export const LIMIT_REACHED = /\bip_conntrack: maximum limit of (\d{1,10}) entries exceeded\b/;

/** What the module says as it loads, up to 5.x. Groups: buckets, max. */
export const LOADED = /\b(?:nf|ip)_conntrack version \S+ \((\d{1,10}) buckets, (\d{1,10}) max\)/;

/**
 * Messages that were held back. Groups: who, how many. `net_ratelimit` names the limit that all rate-limited messages of
 * the network stack share; `__ratelimit` (2.6.27 to 2.6.32) and `printk` (2.6 before) name none, and share more; `NET` is 2.4.
 */
export const SUPPRESSED =
  /\b(net_ratelimit|__ratelimit): (\d{1,10}) callbacks suppressed\b|\b(printk|NET): (\d{1,10}) messages suppressed\b/;

/** What syslogd makes of the same line again. Group: how many more. */
export const REPEATED = /\blast message repeated (\d{1,9}) times?\b/;
/** rsyslog: this line stands for so many. */
export const REPEATED_IN_PLACE = /\bmessage repeated (\d{1,9}) times: \[/;

/** A log line that is not about the conntrack table, and is often taken for it. */
export interface Lookalike {
  readonly id: "neighbours" | "route-cache" | "time-wait-sockets" | "syn-flood" | "expectations" | "orphans";
  readonly pattern: RegExp;
  /** Whether it comes under net_ratelimit() too, so that suppressed messages may be these. */
  readonly sharesLimit: boolean;
  /** One sentence. */
  readonly meaning: string;
  /** What it is really about, by path below /proc/sys. */
  readonly keys: readonly string[];
  readonly sources: readonly [string, ...string[]];
}

const NEIGHBOUR = seenIn("net/core/neighbour.c", "6.12.107");

export const LOOKALIKES: readonly Lookalike[] = [
  {
    id: "neighbours",
    pattern: /\bneighbou?r table overflow\b/i,
    sharesLimit: true,
    meaning: "The neighbour (ARP or NDP) table is full, which is not the conntrack table: packets to new neighbours are lost",
    keys: ["net/ipv4/neigh/default/gc_thresh3", "net/ipv6/neigh/default/gc_thresh3"],
    sources: [NEIGHBOUR, seenIn("net/ipv4/route.c", "2.6.18")],
  },
  {
    id: "expectations",
    pattern: /\b(?:nf|ip)_conntrack: expectation table full\b/,
    sharesLimit: true,
    meaning: "A helper (FTP, SIP and the like) could not announce a connection: the table of expectations is full, not that of entries",
    keys: ["net/netfilter/nf_conntrack_expect_max"],
    sources: [seenIn("net/netfilter/nf_conntrack_expect.c", "6.12.107")],
  },
  {
    id: "route-cache",
    pattern: /\bRoute cache is full\b|\bdst cache overflow\b/,
    sharesLimit: false,
    meaning: "The route cache is full, which is not the conntrack table",
    keys: ["net/ipv6/route/max_size", "net/ipv4/route/max_size"],
    sources: ["net/core/dst.c (commit 22c2ad616b74, 4.20), net/ipv4/route.c of 2.6"],
  },
  {
    id: "time-wait-sockets",
    pattern: /\btime wait bucket table overflow\b/,
    sharesLimit: true,
    meaning: "This host's own sockets in TIME-WAIT are too many; sockets are not conntrack entries",
    keys: ["net/ipv4/tcp_max_tw_buckets"],
    sources: ["net/ipv4/tcp_minisocks.c, under net_ratelimit()"],
  },
  {
    id: "orphans",
    pattern: /\btoo many orphaned sockets\b/,
    sharesLimit: true,
    meaning: "This host's own sockets without a process are too many; sockets are not conntrack entries",
    keys: ["net/ipv4/tcp_max_orphans"],
    sources: ["net/ipv4/tcp.c, tcp_check_oom, under net_ratelimit()"],
  },
  {
    id: "syn-flood",
    pattern: /\bpossible SYN flooding on port\b/i,
    sharesLimit: true,
    meaning: "A listening socket's queue overflowed; SYNs that flood a socket also fill the conntrack table",
    keys: ["net/ipv4/tcp_max_syn_backlog"],
    sources: ["net/ipv4/tcp_input.c, tcp_syn_flood_action"],
  },
];

/** A setting pasted beside the log: `net.netfilter.nf_conntrack_max = 65536`, `/proc/sys/net/netfilter/nf_conntrack_count:65530`. */
export const SETTING =
  /(?:^|[\s/])(net[./](?:netfilter[./]nf_|ipv4[./]netfilter[./]ip_|ipv4[./]ip_|nf_)conntrack_[a-z0-9_]{1,40})\s*[=:]\s*(\d{1,16})\s*$/;
