// Netfilter keys that live in the same directory and are not about the table. Data only.
import { INT } from "../handler.ts";
import type { KeyFact } from "../key-fact.ts";
import { always } from "../timeline.ts";
import { appeared, CONNTRACK } from "./shared.ts";

export const NEIGHBOUR_KEYS: readonly KeyFact[] = [
  {
    path: "net/netfilter/nf_hooks_lwtunnel",
    unit: "switch",
    present: appeared("5.10", "5.15"),
    handler: always({ kind: "one-way" }),
    writable: always(true),
    default: always(0),
    scope: "shared",
    needs: { module: CONNTRACK.module, option: "CONFIG_LWTUNNEL" },
  },
  {
    path: "net/netfilter/nf_log_all_netns",
    unit: "switch",
    present: appeared("4.8", "4.14"),
    handler: always(INT),
    writable: always(true),
    default: always(0),
    scope: "global",
    needs: { module: "netfilter core", option: "CONFIG_NETFILTER" },
  },
];
