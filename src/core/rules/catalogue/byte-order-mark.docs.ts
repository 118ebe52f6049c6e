// The documentation of the rule byte-order-mark.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const byteOrderMarkDocs: RuleDocs = {
  title: say("A byte-order mark breaks the first line"),
  why: say(
    "No applier recognizes a byte-order mark. It becomes part of the first line: a key that starts with it does not match any file, and a comment that starts with it is not a comment. Later lines are not affected. Save the file as UTF-8 without a byte-order mark.",
  ),
  examples: [
    { bad: "\ufeffnet.netfilter.nf_conntrack_max = 262144\n", good: "net.netfilter.nf_conntrack_max = 262144\n" },
    { bad: "\ufeff# Connection tracking\n", good: "# Connection tracking\n" },
  ],
  sources: ["measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35"],
};
