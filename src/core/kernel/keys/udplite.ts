// UDP-Lite while it had timeouts of its own; today it shares those of UDP. Data only.
import type { KeyFact } from "../key-fact.ts";
import { existed, seconds } from "./shared.ts";

const COMMON = {
  // A router vendor's 4.9.337 still has them, as every older tree.
  present: existed("2.6.18", "2.6.24", "4.9", "4.14"),
  needs: { module: "nf_conntrack_proto_udplite", option: "CONFIG_NF_CT_PROTO_UDPLITE" },
};

export const UDPLITE_KEYS: readonly KeyFact[] = [
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_udplite_timeout", seconds: 30 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_udplite_timeout_stream", seconds: 180 }),
];
