// Where the keys of vendor.ts were read. Data only; loaded on use.
import { seenIn } from "./source-trees.ts";

const STANDALONE = "net/netfilter/nf_conntrack_standalone.c";
const IPV4 = "net/ipv4/netfilter/nf_conntrack_l3proto_ipv4.c";
const HELPER_SWITCHES = seenIn(STANDALONE, "2.6.22", "2.6.36");
const IN_4_9 = seenIn(STANDALONE, "4.9.337");

/** By the path in vendor.ts. */
export const VENDOR_SOURCES: Readonly<Record<string, readonly string[]>> = {
  "net/ipv4/netfilter/ip_conntrack_fastnat": [seenIn(IPV4, "2.6.22", "2.6.36")],
  "net/ipv4/netfilter/ip_conntrack_flush_addr_": [seenIn(IPV4, "2.6.22")],
  "net/netfilter/nf_conntrack_fastnat": [IN_4_9],
  "net/netfilter/nf_conntrack_fastpath_": [IN_4_9],
  "net/netfilter/nf_conntrack_fastroute": [IN_4_9],
  "net/netfilter/nf_conntrack_ftp_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_h323_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_ipsec_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_l2tp_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_nat_cone_ifindex": [IN_4_9],
  "net/netfilter/nf_conntrack_nat_mode": [IN_4_9],
  "net/netfilter/nf_conntrack_pptp_enable": [seenIn(STANDALONE, "2.6.36")],
  "net/netfilter/nf_conntrack_public_": [IN_4_9],
  "net/netfilter/nf_conntrack_rtsp_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_sip_enable": [HELPER_SWITCHES],
  "net/netfilter/nf_conntrack_skip_filter": [seenIn(STANDALONE, "3.14.25")],
  "net/netfilter/nf_conntrack_sweep": [IN_4_9],
  "net/netfilter/nf_conntrack_tcp_no_window_check": [
    seenIn("net/netfilter/nf_conntrack_proto_tcp.c", "3.14.25", "4.9.337"),
    seenIn(STANDALONE, "5.4.124", "5.15.41", "5.18.0", "6.6.152"),
  ],
};
