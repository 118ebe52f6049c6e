// GRE, as in PPTP and plain tunnels. Data only.
import type { KeyFact } from "../key-fact.ts";
import { appeared, seconds } from "./shared.ts";

const COMMON = {
  present: appeared("4.19", "5.4"),
  needs: { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_GRE" },
};

export const GRE_KEYS: readonly KeyFact[] = [
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_gre_timeout", seconds: 30 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_gre_timeout_stream", seconds: 180 }),
];
