// The documentation of the rule octal-value.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const octalValueDocs: RuleDocs = {
  title: say("A leading zero makes the number octal"),
  why: say(
    "The kernel reads a number with a leading `0` as octal, as C does: `010` is 8, and `0600` is 384. If it contains a digit 8 or 9, the kernel rejects the value.",
  ),
  examples: [
    { bad: "net.netfilter.nf_conntrack_udp_timeout_stream = 0300\n", good: "net.netfilter.nf_conntrack_udp_timeout_stream = 300\n" },
  ],
  sources: ["kernel/sysctl.c, strtoul_lenient()", "measured on 6.18.44"],
};
