// UDP-Lite while it had timeouts of its own; today it shares those of UDP. Data only.
import type { KeyFact } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { entryTimeout, existed } from "./shared.ts";

const COMMON = {
  // A router vendor's 4.9.337 still has them, as every older tree.
  present: existed("2.6.18", "2.6.24", "4.9", "4.14"),
  needs: { module: "nf_conntrack_proto_udplite", option: "CONFIG_NF_CT_PROTO_UDPLITE" },
  history: {
    since: "Not in the 2.6.18 tree, present in 2.6.24.",
    removed: "Not in the 4.14 tree; last seen in 4.8 and in a vendor's 4.9.",
  },
  remarks: ["On kernels without it, nf_conntrack_udp_timeout and nf_conntrack_udp_timeout_stream apply to UDP-Lite entries."],
  sources: [seenIn("net/netfilter/nf_conntrack_proto_udplite.c", "2.6.24", "2.6.32.67", "4.8.15", "4.9.337")],
};

export const UDPLITE_KEYS: readonly KeyFact[] = [
  entryTimeout({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_udplite_timeout",
    meaning: "Timeout of a UDP-Lite entry without replies.",
    seconds: 30,
  }),
  entryTimeout({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_udplite_timeout_stream",
    meaning: "Timeout of a UDP-Lite entry with traffic in both directions.",
    seconds: 180,
  }),
];
