// What the keys of related.ts really do. Data only; loaded on use.
import { say } from "../words/say.ts";
import { TCP_KEEPALIVE_TIME } from "./related.ts";
import { seenIn } from "./source-trees.ts";

export interface RelatedWords {
  /** One sentence: what it is, and that or how it leaves the conntrack table alone. */
  readonly meaning: string;
  readonly sources: readonly [string, ...string[]];
}

const IP_SYSCTL = seenIn("Documentation/networking/ip-sysctl.rst", "7.2.13");
const NET_SYSCTL = "Documentation/admin-guide/sysctl/net.rst";

/** By path below /proc/sys. */
export const RELATED_WORDS: Readonly<Record<string, RelatedWords>> = {
  "net/bridge/bridge-nf-call-arptables": {
    meaning: say("Passes bridged ARP frames through arptables; ARP has no conntrack entries."),
    sources: [IP_SYSCTL],
  },
  "net/bridge/bridge-nf-call-ip6tables": {
    meaning: say("Passes bridged IPv6 frames through ip6tables, and so through conntrack."),
    sources: [IP_SYSCTL],
  },
  "net/bridge/bridge-nf-call-iptables": {
    meaning: say("Passes bridged IPv4 frames through iptables, and so through conntrack."),
    sources: [IP_SYSCTL],
  },
  "net/core/netdev_max_backlog": {
    meaning: say("Maximum number of received packets queued for one CPU; a full queue drops packets, unrelated to the conntrack table."),
    sources: [NET_SYSCTL],
  },
  "net/core/rmem_max": {
    meaning: say("Maximum receive buffer a local socket may request; conntrack entries do not use socket buffers."),
    sources: [NET_SYSCTL],
  },
  "net/core/somaxconn": {
    meaning: say("Maximum number of completed connections that wait for a local server to accept them; unrelated to the conntrack table."),
    sources: [IP_SYSCTL],
  },
  "net/core/wmem_max": {
    meaning: say("Maximum send buffer a local socket may request; conntrack entries do not use socket buffers."),
    sources: [NET_SYSCTL],
  },
  "net/ipv4/ip_forward": {
    meaning: say("Enables routing; conntrack also tracks traffic that is forwarded."),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/ip_local_port_range": {
    meaning: say("Ports for local clients: it limits their connections to one destination, not the size of the conntrack table."),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/neigh/default/gc_thresh3": {
    meaning: say("Maximum number of neighbours (ARP); its overflow is often mistaken for a full conntrack table."),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/tcp_fin_timeout": {
    meaning: say("How long the host's own orphaned sockets stay in FIN-WAIT-2; conntrack entries have separate timeouts."),
    sources: [IP_SYSCTL],
  },
  [TCP_KEEPALIVE_TIME]: {
    meaning: say(
      "When the host's own idle sockets start keepalive probes; a probe refreshes a conntrack entry but does not change its timeout.",
    ),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/tcp_max_syn_backlog": {
    meaning: say("Maximum number of half-open connections per local listener; conntrack has its own entries for them."),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/tcp_max_tw_buckets": {
    meaning: say("Maximum number of the host's own sockets in TIME-WAIT; unrelated to the buckets of the conntrack table."),
    sources: [IP_SYSCTL],
  },
  "net/ipv4/tcp_tw_recycle": {
    meaning: say(
      "Recycled the host's own TIME-WAIT sockets, broke clients behind NAT, and never affected conntrack entries; removed in Linux 4.12.",
    ),
    sources: [seenIn("net/ipv4/sysctl_net_ipv4.c", "4.4.155", "4.14.67"), "removed by commit 4396e46187ca (4.12)"],
  },
  "net/ipv4/tcp_tw_reuse": {
    meaning: say("Lets the host's own outgoing connections reuse TIME-WAIT sockets; the conntrack table is not affected."),
    sources: [IP_SYSCTL, seenIn("net/ipv4/sysctl_net_ipv4.c", "7.2.13")],
  },
};
