// The documentation of the rule removed-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const removedKeyDocs: RuleDocs = {
  title: say("The old ip_conntrack name was removed"),
  why: say(
    "Up to 4.8 the kernel kept the names of the old `ip_conntrack` module as copies of the new ones. Linux 4.9 removed them; `net.ipv4.ip_conntrack_max` was removed with the old module before 2.6.22. A line with such a name no longer sets anything.",
  ),
  examples: [
    { bad: "net.ipv4.netfilter.ip_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    { bad: "net.ipv4.ip_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
  ],
  sources: ["commit adf0516845bc (4.9)", "source trees 2.4.32, 2.6.18, 2.6.22, 4.8.15, 4.9.337"],
};
