// What is mistaken for a full table, or belongs beside it: other limits of the network stack, and what conntrack logs
// about packets. Data only.

import { seenIn } from "../../kernel/source-trees.ts";
import { say } from "../../words/say.ts";

type LookalikeId =
  | "neighbours"
  | "route-cache"
  | "time-wait-sockets"
  | "syn-flood"
  | "expectations"
  | "orphans"
  | "socket-memory"
  | "ipset-full"
  | "hashlimit-full"
  | "cannot-allocate"
  | "invalid-packets"
  | "cloud-allowance"
  | "vmalloc";

/** A log line that is not about the conntrack table, and is often taken for it. */
export interface Lookalike {
  readonly id: LookalikeId;
  readonly pattern: RegExp;
  /** Whether it comes under net_ratelimit() too, so that suppressed messages may be these. */
  readonly sharesLimit: boolean;
  /** limit: another limit was reached. conntrack: its own, or its packets. harmless: nothing is lost by it. */
  readonly weight: "limit" | "conntrack" | "harmless";
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
    weight: "limit",
    pattern: /\bneighbou?r table overflow\b/i,
    sharesLimit: true,
    meaning: say("The neighbour table (ARP or NDP) is full, not the conntrack table: packets to new neighbours are dropped"),
    keys: ["net/ipv4/neigh/default/gc_thresh3", "net/ipv6/neigh/default/gc_thresh3"],
    sources: [NEIGHBOUR, seenIn("net/ipv4/route.c", "2.6.18")],
  },
  {
    id: "expectations",
    weight: "conntrack",
    pattern: /\b(?:nf|ip)_conntrack: (?:expectation table full|max number of expect(?:ed connections|ations))\b/,
    sharesLimit: true,
    meaning: say("A helper (such as FTP or SIP) could not announce a connection: the expectation table is full, not the table of entries"),
    keys: ["net/netfilter/nf_conntrack_expect_max"],
    sources: [seenIn("net/netfilter/nf_conntrack_expect.c", "6.12.107")],
  },
  {
    id: "route-cache",
    weight: "limit",
    pattern: /\bRoute cache is full\b|\bdst cache overflow\b/,
    sharesLimit: false,
    meaning: say("The route cache is full, not the conntrack table"),
    keys: ["net/ipv6/route/max_size", "net/ipv4/route/max_size"],
    sources: ["net/core/dst.c (commit 22c2ad616b74, 4.20), net/ipv4/route.c of 2.6"],
  },
  {
    id: "time-wait-sockets",
    weight: "limit",
    pattern: /\btime wait bucket table overflow\b/,
    sharesLimit: true,
    meaning: say("This host has too many sockets of its own in TIME-WAIT; sockets are not conntrack entries"),
    keys: ["net/ipv4/tcp_max_tw_buckets"],
    sources: ["net/ipv4/tcp_minisocks.c, under net_ratelimit()"],
  },
  {
    id: "orphans",
    weight: "limit",
    pattern: /\btoo many (?:of )?orphaned sockets\b/,
    sharesLimit: true,
    meaning: say("This host has too many orphaned sockets; sockets are not conntrack entries"),
    keys: ["net/ipv4/tcp_max_orphans"],
    sources: ["net/ipv4/tcp.c, tcp_check_oom, under net_ratelimit()"],
  },
  {
    id: "syn-flood",
    weight: "limit",
    pattern: /\bpossible SYN flooding on (?:port|ctid)\b|\bSending (?:SYN )?cookies\b/i,
    sharesLimit: true,
    meaning: say(
      "The queue of a listening socket overflowed: the backlog its program requested, at most somaxconn; a SYN flood also fills the conntrack table",
    ),
    keys: ["net/core/somaxconn"],
    sources: ["net/ipv4/tcp_input.c, tcp_syn_flood_action"],
  },
  {
    id: "socket-memory",
    weight: "limit",
    pattern: /\bOut of socket memory\b|\bout of memory -- consider tuning tcp_mem\b/,
    sharesLimit: true,
    meaning: say("TCP reached its memory limit for sockets, or the limit of orphaned sockets; neither is related to conntrack"),
    keys: ["net/ipv4/tcp_mem", "net/ipv4/tcp_max_orphans"],
    sources: ["net/ipv4/tcp.c, tcp_check_oom, under net_ratelimit()"],
  },
  {
    id: "ipset-full",
    weight: "limit",
    pattern: /\bSet \S{1,40} is full, maxelem \d{1,10} reached\b|\bHash is full, cannot add more elements\b/,
    sharesLimit: true,
    meaning: say("An ipset is full (maxelem), not the conntrack table: new elements are not added"),
    keys: [],
    sources: ["net/netfilter/ipset/ip_set_hash_gen.h, under net_ratelimit()"],
  },
  {
    id: "hashlimit-full",
    weight: "limit",
    pattern: /\bxt_hashlimit: max count of \d{1,10} reached\b/,
    sharesLimit: true,
    meaning: say("The table of a hashlimit rule is full (hashlimit-htable-max), not the conntrack table: its packets are dropped"),
    keys: [],
    sources: ["net/netfilter/xt_hashlimit.c, dsthash_alloc_init, under net_ratelimit()"],
  },
  {
    id: "cannot-allocate",
    weight: "conntrack",
    pattern: /\bCan't alloc conntrack\b|\bnf_conntrack(?:_cachep?)?: (?:unable to create slab|.{0,40}page allocation failure)/,
    sharesLimit: true,
    meaning: say(
      "The kernel had no memory for a new entry, so the packet was dropped regardless of the limit; more memory helps, a higher limit does not",
    ),
    keys: [],
    sources: ["__nf_conntrack_alloc in net/netfilter/nf_conntrack_core.c"],
  },
  {
    id: "invalid-packets",
    weight: "conntrack",
    pattern:
      /\b(?:SEQ is (?:over|under) the (?:upper|lower) bound|ACK is (?:over|under) the (?:upper|lower) bound|SEQ is over upper bound|nf_ct_(?:tcp|udp|icmp|icmpv6|sctp|dccp|gre|proto_\d{1,3}): |nf_conntrack_(?:tcp|udp|icmp)\w{0,20}: (?:invalid|bad))/,
    sharesLimit: false,
    meaning: say(
      "Packets match no tracked connection (nf_conntrack_log_invalid logs them); they pass unless a rule drops INVALID: check for asymmetric routes, and for entries that expire too early",
    ),
    keys: ["net/netfilter/nf_conntrack_log_invalid", "net/netfilter/nf_conntrack_tcp_be_liberal"],
    sources: [seenIn("net/netfilter/nf_conntrack_proto_tcp.c", "6.12.107")],
  },
  {
    id: "cloud-allowance",
    weight: "limit",
    // Of ethtool -S, and of what agents and exporters make of it: `node_ethtool_conntrack_allowance_exceeded{device="ens5"} 7`.
    pattern:
      /conntrack_allowance_exceeded(?:_total)?(?:\{[^{}]{0,200}\}|"(?:,\w{1,20}="[\w.:-]{1,40}"){0,4}\})?"?(?:[:=]| =>)?[ \t]{0,9}[1-9]/,
    sharesLimit: false,
    meaning: say(
      "The connection tracking of the cloud (EC2 security groups) dropped packets above the allowance of this instance type; no setting on this host raises it",
    ),
    keys: [],
    sources: ["documentation of the ENA driver for EC2: metrics of ethtool -S"],
  },
  {
    id: "vmalloc",
    weight: "harmless",
    pattern: /\b(?:nf|ip)_conntrack: falling back to vmalloc\b/,
    sharesLimit: false,
    meaning: say(
      "The kernel found no contiguous pages for the hash table and used single pages: harmless by itself; before Linux 4.7, logged for each new network namespace",
    ),
    keys: [],
    sources: ["nf_ct_alloc_hashtable in net/netfilter/nf_conntrack_core.c"],
  },
];
