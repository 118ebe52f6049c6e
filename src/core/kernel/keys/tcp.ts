// TCP: how long an entry lives in each state of a connection, and how strict the tracker is. Data only.
import { BYTE, INT } from "../handler.ts";
import type { KeyFact } from "../key-fact.ts";
import { always } from "../timeline.ts";
import { appeared, CONNTRACK, SINCE_THE_BEGINNING, SWITCH, seconds } from "./shared.ts";

export const TCP_KEYS: readonly KeyFact[] = [
  {
    path: "net/netfilter/nf_conntrack_tcp_be_liberal",
    unit: "switch",
    present: SINCE_THE_BEGINNING,
    handler: SWITCH,
    writable: always(true),
    default: always(0),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_tcp_ignore_invalid_rst",
    unit: "switch",
    present: appeared("5.10", "5.15"),
    handler: SWITCH,
    writable: always(true),
    default: always(0),
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_tcp_loose",
    unit: "switch",
    present: SINCE_THE_BEGINNING,
    handler: SWITCH,
    writable: always(true),
    default: { first: 3, changes: [{ after: "2.6.18", by: "2.6.32", to: 1 }] },
    scope: "namespace",
    needs: CONNTRACK,
  },
  {
    path: "net/netfilter/nf_conntrack_tcp_max_retrans",
    unit: "count",
    present: SINCE_THE_BEGINNING,
    handler: { first: INT, changes: [{ after: "5.10", by: "5.15", to: BYTE }] },
    writable: always(true),
    default: always(3),
    scope: "namespace",
    needs: CONNTRACK,
  },
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_close", seconds: 10, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_close_wait", seconds: 60, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_established", seconds: 432000, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_fin_wait", seconds: 120, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_last_ack", seconds: 30, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_max_retrans", seconds: 300, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_syn_recv", seconds: 60, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_syn_sent", seconds: 120, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_time_wait", seconds: 120, present: SINCE_THE_BEGINNING }),
  seconds({ path: "net/netfilter/nf_conntrack_tcp_timeout_unacknowledged", seconds: 300, present: appeared("2.6.24", "2.6.30") }),
];
