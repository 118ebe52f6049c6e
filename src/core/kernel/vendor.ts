// Conntrack keys that only patched kernels have: real for their owners, unknown to mainline; where they were read is in
// vendor.words.ts. Data only.

import { say } from "../words/say.ts";

export interface VendorKey {
  /** "prefix": `path` is the beginning of many names. */
  readonly match: "exact" | "prefix";
  /** Path below /proc/sys. */
  readonly path: string;
  /** Whose kernels have it, as a phrase. */
  readonly origin: string;
  /** The mainline key nearest in purpose. */
  readonly instead?: string;
}

const OPENWRT = say("OpenWrt's kernel patches");
const KEENETIC = say("Keenetic's router kernels");

function keenetic(match: VendorKey["match"], path: string): VendorKey {
  return { match, path, origin: KEENETIC };
}

export const VENDOR_KEYS: readonly VendorKey[] = [
  keenetic("exact", "net/ipv4/netfilter/ip_conntrack_fastnat"),
  keenetic("prefix", "net/ipv4/netfilter/ip_conntrack_flush_addr_"),
  keenetic("prefix", "net/netfilter/nf_conntrack_fastnat"),
  keenetic("prefix", "net/netfilter/nf_conntrack_fastpath_"),
  keenetic("exact", "net/netfilter/nf_conntrack_fastroute"),
  keenetic("exact", "net/netfilter/nf_conntrack_ftp_enable"),
  keenetic("exact", "net/netfilter/nf_conntrack_h323_enable"),
  keenetic("exact", "net/netfilter/nf_conntrack_ipsec_enable"),
  keenetic("exact", "net/netfilter/nf_conntrack_l2tp_enable"),
  keenetic("exact", "net/netfilter/nf_conntrack_nat_cone_ifindex"),
  keenetic("exact", "net/netfilter/nf_conntrack_nat_mode"),
  keenetic("exact", "net/netfilter/nf_conntrack_pptp_enable"),
  keenetic("prefix", "net/netfilter/nf_conntrack_public_"),
  keenetic("exact", "net/netfilter/nf_conntrack_rtsp_enable"),
  keenetic("exact", "net/netfilter/nf_conntrack_sip_enable"),
  { match: "exact", path: "net/netfilter/nf_conntrack_skip_filter", origin: OPENWRT },
  keenetic("exact", "net/netfilter/nf_conntrack_sweep"),
  {
    match: "exact",
    path: "net/netfilter/nf_conntrack_tcp_no_window_check",
    origin: OPENWRT,
    instead: "net/netfilter/nf_conntrack_tcp_be_liberal",
  },
];
