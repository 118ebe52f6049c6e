// The documentation of the rule expired-at-once.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const expiredAtOnceDocs: RuleDocs = {
  title: say("Entries expire as soon as they are created"),
  why: say(
    "The kernel accepts timeouts of 0 and below. An entry with such a timeout expires immediately: the reply does not find it and is treated as new or invalid, while the expired entry still occupies the table until it is collected. Linux 6.19 to 7.1 store a negative timeout as written and show another number when it is read.",
  ),
  examples: [{ bad: "net.netfilter.nf_conntrack_udp_timeout = 0\n", good: "net.netfilter.nf_conntrack_udp_timeout = 30\n" }],
  sources: [
    "kernel/sysctl.c, proc_dointvec_jiffies()",
    "measured on 6.18.44: the count stays, the table lists none",
    "6.19.14, 7.0.4, 7.0.13 and 7.1.13 show -1 as -18372957097414713411 (tcp_keepalive_time, which has the same handler)",
  ],
};
