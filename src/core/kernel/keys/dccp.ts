// DCCP, tracked from 2008 until Linux 6.17 dropped it. Data only.
import type { KeyFact } from "../key-fact.ts";
import { always } from "../timeline.ts";
import { existed, SWITCH, seconds } from "./shared.ts";

const COMMON = {
  present: existed("2.6.24", "2.6.30", "6.16", "6.17"),
  needs: { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_DCCP" },
};

export const DCCP_KEYS: readonly KeyFact[] = [
  {
    ...COMMON,
    path: "net/netfilter/nf_conntrack_dccp_loose",
    unit: "switch",
    handler: SWITCH,
    writable: always(true),
    default: always(1),
    scope: "namespace",
  },
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_closereq", seconds: 64 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_closing", seconds: 64 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_open", seconds: 43200 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_partopen", seconds: 480 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_request", seconds: 240 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_respond", seconds: 480 }),
  seconds({ ...COMMON, path: "net/netfilter/nf_conntrack_dccp_timeout_timewait", seconds: 240 }),
];
