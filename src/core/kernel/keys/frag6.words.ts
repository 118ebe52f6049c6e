// Reassembly of IPv6 fragments ahead of connection tracking: memory and patience.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK } from "./shared.words.ts";

const LOW = "net/netfilter/nf_conntrack_frag6_low_thresh";
const HIGH = "net/netfilter/nf_conntrack_frag6_high_thresh";
const SOURCES = [
  seenIn("net/ipv6/netfilter/nf_conntrack_reasm.c", "2.6.32.67", "3.10", "3.18.24", "4.14.67", "4.19.72", "6.18.2"),
  seenIn("include/net/ipv6.h", "3.6", "3.10"),
  MEASURED,
];

const ORDER_REMARK = say(
  "The low threshold must not be above the high one: to raise both, write the high one first; to lower both, the low one.",
);

export const FRAG6_WORDS: Readonly<Record<string, KeyWords>> = {
  [HIGH]: {
    meaning: say("Maximum memory for queued IPv6 fragments in this namespace; above it, new fragments are dropped."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      ORDER_REMARK,
      say(
        "From 5.3 to 5.19 it can only be lowered in the initial namespace, until the machine reboots, and no other namespace may exceed it.",
      ),
      say("Kernel documentation still states 262144 as the default; it is 4194304 in 3.10 and later."),
    ],
    sources: SOURCES,
  },
  [LOW]: {
    meaning: say("Memory to which fragments were evicted after the high threshold was reached; has little effect today."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [ORDER_REMARK, say("Kernel documentation still states 196608 as the default; it is 3145728 in 3.10 and later.")],
    sources: SOURCES,
  },
  "net/netfilter/nf_conntrack_frag6_timeout": {
    meaning: say("How long the fragments of an IPv6 packet wait for the missing ones before they are dropped."),
    history: { since: OLD_AS_CONNTRACK },
    sources: SOURCES,
  },
};
