// GRE, as in PPTP and plain tunnels. Data only.
import type { KeyFact } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { appeared, STANDALONE, seconds } from "./shared.ts";

const COMMON = {
  present: appeared("4.19", "5.4"),
  needs: { module: "nf_conntrack", option: "CONFIG_NF_CT_PROTO_GRE" },
  history: {
    since: "Documented on 2018-12-21 (5.0 by date); not in the 4.19 tree, present in 5.4. Before that the same values were fixed.",
  },
  remarks: [
    "An entry keeps the two timeouts it was created with; a new value applies only to new entries.",
    "Calls announced by the PPTP helper have fixed timeouts instead: 10 minutes, then 5 hours.",
    "0 and negative numbers are accepted and make entries expire immediately, so replies find no entry.",
  ],
  sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_gre.c", "3.18.24", "4.8.15", "5.4.124"), MEASURED],
};

export const GRE_KEYS: readonly KeyFact[] = [
  seconds({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_gre_timeout",
    meaning: "Timeout of a GRE entry while only one side has sent packets.",
    seconds: 30,
  }),
  seconds({
    ...COMMON,
    path: "net/netfilter/nf_conntrack_gre_timeout_stream",
    meaning: "Timeout of an idle GRE entry after both sides have sent packets.",
    seconds: 180,
  }),
];
