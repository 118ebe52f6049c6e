// The documentation of the rule invalid-value.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const invalidValueDocs: RuleDocs = {
  title: say("The kernel rejects the value"),
  why: say(
    "A conntrack key accepts one whole number: decimal, `0x` hexadecimal, or octal with a leading `0`. Units, quotes, words, fractions and signs other than `-` are not allowed; with anything attached to the number, the kernel rejects the line with “Invalid argument” and keeps the old value. Put a comment on its own line.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_tcp_timeout_fin_wait = 2m\n",
      good: "net.netfilter.nf_conntrack_tcp_timeout_fin_wait = 120\n",
    },
    { bad: "net.netfilter.nf_conntrack_max = 64k\n", good: "net.netfilter.nf_conntrack_max = 65536\n" },
    { bad: 'net.netfilter.nf_conntrack_udp_timeout_stream = "600"\n', good: "net.netfilter.nf_conntrack_udp_timeout_stream = 600\n" },
    { bad: "net.netfilter.nf_conntrack_acct = yes\n", good: "net.netfilter.nf_conntrack_acct = 1\n" },
  ],
  sources: ["kernel/sysctl.c, proc_get_long()", "measured on 6.18.44"],
};
