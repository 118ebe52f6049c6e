// The documentation of the rule misplaced-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const misplacedKeyDocs: RuleDocs = {
  title: say("The key is in the wrong directory"),
  why: say(
    "Conntrack keys are in `net.netfilter`, for IPv4 and IPv6 alike; only `nf_conntrack_max` has a second name, `net.nf_conntrack_max`. In any other directory the file does not exist, and nothing is set.",
  ),
  examples: [
    { bad: "net.ipv4.netfilter.nf_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    {
      bad: "net.netfilter.ip_conntrack_tcp_timeout_established = 86400\n",
      good: "net.netfilter.nf_conntrack_tcp_timeout_established = 86400\n",
    },
  ],
  sources: ["registered paths in 36 kernel source trees, 2.4.32 to 7.2"],
};
