// UDP: how long an entry lives without and with answers. Data only.
import type { KeyFact } from "../key-fact.ts";
import { SINCE_THE_BEGINNING, seconds } from "./shared.ts";

export const UDP_KEYS: readonly KeyFact[] = [
  seconds({ path: "net/netfilter/nf_conntrack_udp_timeout", seconds: 30, present: SINCE_THE_BEGINNING }),
  seconds({
    path: "net/netfilter/nf_conntrack_udp_timeout_stream",
    seconds: { first: 180, changes: [{ after: "4.19", by: "5.4", to: 120 }] },
    present: SINCE_THE_BEGINNING,
  }),
];
