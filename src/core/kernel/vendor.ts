// Conntrack keys that only patched kernels have: real for their owners, unknown to mainline. Data only.
import { seenIn } from "./source-trees.ts";

export interface VendorKey {
  /** "prefix": `path` is the beginning of many names. */
  readonly match: "exact" | "prefix";
  /** Path below /proc/sys. */
  readonly path: string;
  /** Whose kernels have it, as a phrase. */
  readonly origin: string;
  /** The mainline key nearest in purpose. */
  readonly instead?: string;
  readonly sources: readonly [string, ...string[]];
}

const STANDALONE = "net/netfilter/nf_conntrack_standalone.c";
const IPV4 = "net/ipv4/netfilter/nf_conntrack_l3proto_ipv4.c";
const OPENWRT = "OpenWrt's kernel patches";
const KEENETIC = "Keenetic's router kernels";

function keenetic(match: VendorKey["match"], name: string, source: string): VendorKey {
  return { match, path: `net/netfilter/${name}`, origin: KEENETIC, sources: [source] };
}

const HELPER_SWITCHES = seenIn(STANDALONE, "2.6.22", "2.6.36");
const IN_4_9 = seenIn(STANDALONE, "4.9.337");

export const VENDOR_KEYS: readonly VendorKey[] = [
  {
    match: "exact",
    path: "net/ipv4/netfilter/ip_conntrack_fastnat",
    origin: KEENETIC,
    sources: [seenIn(IPV4, "2.6.22", "2.6.36")],
  },
  { match: "prefix", path: "net/ipv4/netfilter/ip_conntrack_flush_addr_", origin: KEENETIC, sources: [seenIn(IPV4, "2.6.22")] },
  keenetic("prefix", "nf_conntrack_fastnat", IN_4_9),
  keenetic("prefix", "nf_conntrack_fastpath_", IN_4_9),
  keenetic("exact", "nf_conntrack_fastroute", IN_4_9),
  keenetic("exact", "nf_conntrack_ftp_enable", HELPER_SWITCHES),
  keenetic("exact", "nf_conntrack_h323_enable", HELPER_SWITCHES),
  keenetic("exact", "nf_conntrack_ipsec_enable", HELPER_SWITCHES),
  keenetic("exact", "nf_conntrack_l2tp_enable", HELPER_SWITCHES),
  keenetic("exact", "nf_conntrack_nat_cone_ifindex", IN_4_9),
  keenetic("exact", "nf_conntrack_nat_mode", IN_4_9),
  keenetic("exact", "nf_conntrack_pptp_enable", seenIn(STANDALONE, "2.6.36")),
  keenetic("prefix", "nf_conntrack_public_", IN_4_9),
  keenetic("exact", "nf_conntrack_rtsp_enable", HELPER_SWITCHES),
  keenetic("exact", "nf_conntrack_sip_enable", HELPER_SWITCHES),
  { match: "exact", path: "net/netfilter/nf_conntrack_skip_filter", origin: OPENWRT, sources: [seenIn(STANDALONE, "3.14.25")] },
  keenetic("exact", "nf_conntrack_sweep", IN_4_9),
  {
    match: "exact",
    path: "net/netfilter/nf_conntrack_tcp_no_window_check",
    origin: OPENWRT,
    instead: "net/netfilter/nf_conntrack_tcp_be_liberal",
    sources: [
      seenIn("net/netfilter/nf_conntrack_proto_tcp.c", "3.14.25", "4.9.337"),
      seenIn(STANDALONE, "5.4.124", "5.15.41", "5.18.0", "6.6.152"),
    ],
  },
];
