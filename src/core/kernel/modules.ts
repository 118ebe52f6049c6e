// Modules around nf_conntrack: which of them bring it along, and which went into others. Data only.
import { existed } from "./keys/shared.ts";
import type { SourceTree } from "./source-trees.ts";
import type { Timeline } from "./timeline.ts";

export const CONNTRACK_MODULE = "nf_conntrack";

/** Names that modprobe takes for nf_conntrack itself (MODULE_ALIAS; modules.alias of Debian's 6.1.176). */
export const CONNTRACK_ALIASES: ReadonlySet<string> = new Set(["ip_conntrack", "nf_conntrack_2", "nf_conntrack_10"]);

/** Modules that depend on nf_conntrack, so that loading one loads it first: modules.dep of Debian's 6.1.176 cloud kernel. */
export const LOADS_CONNTRACK: ReadonlySet<string> = new Set(
  (
    "act_connmark act_ct act_ctinfo ip6t_SYNPROXY ip6table_nat ip_vs ip_vs_dh ip_vs_fo ip_vs_ftp ip_vs_lblc ip_vs_lblcr ip_vs_lc " +
    "ip_vs_mh ip_vs_nq ip_vs_ovf ip_vs_pe_sip ip_vs_rr ip_vs_sed ip_vs_sh ip_vs_wlc ip_vs_wrr ipt_CLUSTERIP ipt_SYNPROXY " +
    "iptable_nat nf_conncount nf_conntrack_amanda nf_conntrack_bridge nf_conntrack_broadcast nf_conntrack_ftp " +
    "nf_conntrack_h323 nf_conntrack_irc nf_conntrack_netbios_ns nf_conntrack_netlink nf_conntrack_pptp nf_conntrack_sane " +
    "nf_conntrack_sip nf_conntrack_snmp nf_conntrack_tftp nf_flow_table nf_flow_table_inet nf_nat nf_nat_amanda nf_nat_ftp " +
    "nf_nat_h323 nf_nat_irc nf_nat_pptp nf_nat_sip nf_nat_snmp_basic nf_nat_tftp nf_synproxy_core nfnetlink_cthelper " +
    "nfnetlink_cttimeout nft_chain_nat nft_connlimit nft_ct nft_flow_offload nft_masq nft_nat nft_redir nft_synproxy " +
    "openvswitch vport_geneve vport_gre vport_vxlan xt_CONNSECMARK xt_CT xt_MASQUERADE xt_NETMAP xt_REDIRECT xt_cluster " +
    "xt_connbytes xt_connlabel xt_connlimit xt_connmark xt_conntrack xt_helper xt_ipvs xt_nat xt_state"
  ).split(" "),
);

export interface FormerModule {
  readonly name: string;
  /** What does its work today. */
  readonly now: string;
  readonly present: Timeline<boolean>;
  /** The last tree seen with it, and the first without. */
  readonly trees: readonly [SourceTree, SourceTree];
}

function folded(name: string, now: string, last: string, goneBy: string, lastTree: SourceTree, firstTree: SourceTree): FormerModule {
  return {
    name,
    now,
    present: existed("2.6.11", "2.6.18", last, goneBy),
    trees: [lastTree, firstTree],
  };
}

/** Modules that no longer are: their code is part of another. `modprobe` of such a name fails. */
const FORMER_MODULES: readonly FormerModule[] = [
  folded("nf_conntrack_ipv4", "nf_conntrack", "4.14", "4.19", "4.14.67", "4.19.72"),
  folded("nf_conntrack_ipv6", "nf_conntrack", "4.14", "4.19", "4.14.67", "4.19.72"),
  folded("nf_conntrack_proto_dccp", "nf_conntrack", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_conntrack_proto_gre", "nf_conntrack", "4.19", "5.4", "4.19.72", "5.4.124"),
  folded("nf_conntrack_proto_sctp", "nf_conntrack", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_conntrack_proto_udplite", "nf_conntrack", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_nat_ipv4", "nf_nat", "4.19", "5.4", "4.19.72", "5.4.124"),
  folded("nf_nat_ipv6", "nf_nat", "4.19", "5.4", "4.19.72", "5.4.124"),
  folded("nf_nat_masquerade_ipv4", "nf_nat", "4.14", "4.19", "4.14.67", "4.19.72"),
  folded("nf_nat_masquerade_ipv6", "nf_nat", "4.14", "4.19", "4.14.67", "4.19.72"),
  folded("nf_nat_proto_dccp", "nf_nat", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_nat_proto_gre", "nf_nat", "4.19", "5.4", "4.19.72", "5.4.124"),
  folded("nf_nat_proto_sctp", "nf_nat", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_nat_proto_udplite", "nf_nat", "4.8", "4.14", "4.8.15", "4.14.67"),
  folded("nf_nat_redirect", "nf_nat", "4.14", "4.19", "4.14.67", "4.19.72"),
];

const former: ReadonlyMap<string, FormerModule> = new Map(FORMER_MODULES.map((module) => [module.name, module]));

/** A module of that name that some kernels had. `-` and `_` are the same. */
export function findFormerModule(name: string): FormerModule | undefined {
  return former.get(moduleName(name));
}

/** A module's name as the kernel keeps it. */
export function moduleName(name: string): string {
  return name.replaceAll("-", "_");
}
