// The flowtable, which forwards known flows past the usual path. Data only.
import type { KeyFact } from "../key-fact.ts";
import { appeared, onlyBetween, seconds } from "./shared.ts";

const NEEDS = { module: "nf_conntrack", option: "CONFIG_NF_FLOW_TABLE" };

const TIMEOUT = {
  present: appeared("5.10", "5.15"),
  needs: NEEDS,
};

const PICKUP = {
  present: onlyBetween("5.10", "5.14", "5.15"),
  needs: NEEDS,
};

export const FLOWTABLE_KEYS: readonly KeyFact[] = [
  seconds({ ...PICKUP, path: "net/netfilter/nf_flowtable_tcp_pickup", seconds: 120 }),
  seconds({ ...TIMEOUT, path: "net/netfilter/nf_flowtable_tcp_timeout", seconds: 30 }),
  seconds({ ...PICKUP, path: "net/netfilter/nf_flowtable_udp_pickup", seconds: 30 }),
  seconds({ ...TIMEOUT, path: "net/netfilter/nf_flowtable_udp_timeout", seconds: 30 }),
];
