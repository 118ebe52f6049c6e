// The documentation of the rule syntax-error.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const syntaxErrorDocs: RuleDocs = {
  title: say("The line is not a setting"),
  why: say(
    "A sysctl.conf has three kinds of lines: `key = value`, `-key` (exclude this key), and comments that start with `#` or `;`. Everything else is skipped: `systemd-sysctl` logs “Line is not an assignment”, procps “invalid syntax”, BusyBox “bad line”. The value never reaches the kernel.",
  ),
  examples: [
    { bad: "net.netfilter.nf_conntrack_max 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    { bad: "net.netfilter.nf_conntrack_max: 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    { bad: "sysctl -w net.netfilter.nf_conntrack_max=262144\n", good: "net.netfilter.nf_conntrack_max=262144\n" },
    { bad: "-net.netfilter.nf_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n", applier: "busybox" },
  ],
  sources: ["measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35"],
};
