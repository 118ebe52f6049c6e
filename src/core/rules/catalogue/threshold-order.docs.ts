// The documentation of the rule threshold-order.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const thresholdOrderDocs: RuleDocs = {
  title: say("One threshold is beyond the other"),
  why: say(
    "The kernel checks each of `nf_conntrack_frag6_low_thresh` and `nf_conntrack_frag6_high_thresh` against the current value of the other: it rejects low above high, even if the next line would correct it. To raise both, write the high one first; to lower both, the low one. The check replays the file in the order in which its applier writes, starting from the kernel's defaults (3145728 and 4194304). If the file sets only one of the two, another file may set the other one earlier, so the finding is a warning. From 5.3 to 5.19 the initial namespace's current high threshold is the upper bound for every namespace: in the initial namespace it can be lowered but not raised until the machine reboots; a container may change its own below that bound.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_frag6_low_thresh = 6291456\nnet.netfilter.nf_conntrack_frag6_high_thresh = 8388608\n",
      good: "net.netfilter.nf_conntrack_frag6_high_thresh = 8388608\nnet.netfilter.nf_conntrack_frag6_low_thresh = 6291456\n",
    },
  ],
  sources: [
    "net/ipv6/netfilter/nf_conntrack_reasm.c",
    "measured on 6.18.44 (EINVAL)",
    "raising the high threshold: EINVAL on 5.10.218, 5.10.223, 5.10.262 and 5.19.0, taken by 6.1.176 and 6.5.10",
  ],
};
