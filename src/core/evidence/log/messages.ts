// What the kernel logs when the table is full, and what is mistaken for it: every wording from 2.4 to 7.2. Data only.
import { seenIn } from "../../kernel/source-trees.ts";

/**
 * A packet was dropped because there was no room for its connection: the first pattern that fits. A group is the inode of
 * the namespace, where it is named.
 */
export const TABLE_FULL: readonly {
  readonly pattern: RegExp;
  readonly sources: readonly [string, ...string[]];
}[] = [
  {
    // "ip_conntrack: table full, dropping packet." with the full stop up to 3.5; "nf_conntrack: nf_conntrack: table full,
    // dropping packet" from 4.8; "nf_conntrack: nf_conntrack: table full in netns 4026532177, dropping packet" in 6.18.
    pattern: /\b(?:nf|ip6?)_conntrack: {1,3}table full(?: in netns (\d{1,20}))?, {1,3}dropping packet\b/,
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

/**
 * OpenVZ and Virtuozzo put the container into the message, by its number or, since Virtuozzo 7, its UUID, behind the module's
 * name or before it: "ip_conntrack: VPS 101 table full, dropping packet.", "CT 101: nf_conntrack: table full, dropping packet".
 * Seen in logs of OpenVZ kernels as published in questions about them; no source was at hand.
 */
export const CONTAINER = {
  module: /\b(?:nf|ip6?)_conntrack\b/,
  before: /\b(?:VPS|VEID|VE|CTID|CT)[ #:=]{1,2}([\w-]{1,40}): $/,
  behind: /\b(?:VPS|VEID|VE|CTID|CT)(?:[ #:=]{1,2}(?=\w)|(?=\d))([\w-]{1,40})/,
} as const;

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

/** What Kubernetes makes of the same event again. Group: how many. */
export const COUNTED = /\(x(\d{1,9}) over [\dsmhd]{1,20}\)/;

/** A setting pasted beside the log: `net.netfilter.nf_conntrack_max = 65536`, `/proc/sys/net/netfilter/nf_conntrack_count:65530`. */
export const SETTING =
  /(?:^|[\s/])(net[./](?:netfilter[./]nf_|ipv4[./]netfilter[./]ip_|ipv4[./]ip_|nf_)conntrack_[a-z0-9_]{1,40})\s*[=:]\s*(\d{1,16})\s*$/;
