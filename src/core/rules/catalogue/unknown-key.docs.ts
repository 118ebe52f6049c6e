// The documentation of the rule unknown-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const unknownKeyDocs: RuleDocs = {
  title: say("No kernel has this key"),
  why: say(
    "A key is a file under `/proc/sys`. If there is no such file, nothing is set: `systemd-sysctl` only logs it and continues, so a typing error goes unnoticed until the table is full. Only names that look like conntrack keys are checked; keys of other subsystems and other operating systems are not.",
  ),
  examples: [
    { bad: "net.netfilter.nf_contrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    { bad: "net.netfilter.nf_conntrack_tcp_timeout_timewait = 60\n", good: "net.netfilter.nf_conntrack_tcp_timeout_time_wait = 60\n" },
  ],
  exceptions: say("The kernel is patched and has keys that are not in the source trees examined. Turn the rule off for such a file."),
  sources: ["key lists of 36 kernel source trees, 2.4.32 to 7.2"],
};
