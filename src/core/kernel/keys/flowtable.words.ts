// The flowtable, which forwards known flows past the usual path.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { STANDALONE } from "./shared.words.ts";

const TIMEOUT = {
  history: { since: say("Commit 975c57504da1 (5.13 or 5.14, unverified); not in the 5.10 tree, present in 5.15.") },
  sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41")],
};

const PICKUP = {
  history: {
    since: say("Came with the flowtable timeouts (5.13 or 5.14, unverified: in no source tree at hand)."),
    removed: say("Commit 4592ee7f525c in the 5.14 cycle; not in the 5.15 tree, and perhaps in no release at all."),
  },
  sources: ["commit 4592ee7f525c (git.zx2c4.com/linux-dev)", "absent from the 5.10.223 and 5.15.41 trees"],
};

export const FLOWTABLE_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_flowtable_tcp_pickup": {
    ...PICKUP,
    meaning: say("Timeout that a TCP entry got when the flowtable returned it to conntrack."),
  },
  "net/netfilter/nf_flowtable_tcp_timeout": {
    ...TIMEOUT,
    meaning: say("How long an offloaded TCP flow may be idle before it returns to conntrack."),
  },
  "net/netfilter/nf_flowtable_udp_pickup": {
    ...PICKUP,
    meaning: say("Timeout that a UDP entry got when the flowtable returned it to conntrack."),
  },
  "net/netfilter/nf_flowtable_udp_timeout": {
    ...TIMEOUT,
    meaning: say("How long an offloaded UDP flow may be idle before it returns to conntrack."),
  },
};
