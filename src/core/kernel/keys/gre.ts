// GRE, as in PPTP and plain tunnels. Data only.
import type { KeyFact } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { appeared, entryTimeout, STANDALONE } from "./shared.ts";

const COMMON = {
  present: appeared("4.19", "5.4"),
  needs: { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_GRE" },
  history: { since: "Documented on 2018-12-21 (5.0 by date); not in the 4.19 tree, there in 5.4. Before that the same values were fixed." },
  sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_gre.c", "3.18.24", "4.8.15", "5.4.124"), MEASURED],
};

export const GRE_KEYS: readonly KeyFact[] = [
  entryTimeout({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_gre_timeout",
    meaning: "How long a GRE entry lives while only one side has sent.",
    seconds: 30,
  }),
  entryTimeout({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_gre_timeout_stream",
    meaning: "How long a GRE entry may be idle once both sides have sent.",
    seconds: 180,
  }),
];
