// The flowtable, which forwards known flows past the usual path. Data only.
import type { KeyFact } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { appeared, onlyBetween, STANDALONE, seconds } from "./shared.ts";

const NEEDS = { module: "nf_conntrack", option: "CONFIG_NF_FLOW_TABLE" };

const TIMEOUT = {
  present: appeared("5.10", "5.15"),
  needs: NEEDS,
  history: { since: "Commit 975c57504da1 (5.13 or 5.14, unverified); not in the 5.10 tree, present in 5.15." },
  sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41")],
};

const PICKUP = {
  present: onlyBetween("5.10", "5.14", "5.15"),
  needs: NEEDS,
  history: {
    since: "Came with the flowtable timeouts (5.13 or 5.14, unverified: in no source tree at hand).",
    removed: "Commit 4592ee7f525c in the 5.14 cycle; not in the 5.15 tree, and perhaps in no release at all.",
  },
  sources: ["commit 4592ee7f525c (git.zx2c4.com/linux-dev)", "absent from the 5.10.223 and 5.15.41 trees"],
};

export const FLOWTABLE_KEYS: readonly KeyFact[] = [
  seconds({
    ...PICKUP,
    path: "net/netfilter/nf_flowtable_tcp_pickup",
    meaning: "Timeout that a TCP entry got when the flowtable returned it to conntrack.",
    seconds: 120,
  }),
  seconds({
    ...TIMEOUT,
    path: "net/netfilter/nf_flowtable_tcp_timeout",
    meaning: "How long an offloaded TCP flow may be idle before it returns to conntrack.",
    seconds: 30,
  }),
  seconds({
    ...PICKUP,
    path: "net/netfilter/nf_flowtable_udp_pickup",
    meaning: "Timeout that a UDP entry got when the flowtable returned it to conntrack.",
    seconds: 30,
  }),
  seconds({
    ...TIMEOUT,
    path: "net/netfilter/nf_flowtable_udp_timeout",
    meaning: "How long an offloaded UDP flow may be idle before it returns to conntrack.",
    seconds: 30,
  }),
];
