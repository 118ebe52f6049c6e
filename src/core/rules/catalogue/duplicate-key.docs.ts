// The documentation of the rule duplicate-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const duplicateKeyDocs: RuleDocs = {
  title: say("The same key is set twice"),
  why: say(
    "Only one of the lines takes effect, and which one depends on the program that applies the file. procps and BusyBox write every line in order, so the last value that the kernel accepts wins. `systemd-sysctl` reads all lines first and writes each key once: the last value is used even if the kernel then rejects it, and a repeated value keeps its first position. `net.nf_conntrack_max` and `net.netfilter.nf_conntrack_max` are two names of one variable. A `-key` line without a value cancels an earlier setting in systemd. The finding is on the line that has no effect.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_max = 131072\nnet.nf_conntrack_max = 262144\n",
      good: "net.nf_conntrack_max = 262144\n",
    },
    {
      bad: "net.netfilter.nf_conntrack_acct = 1\nnet/netfilter/nf_conntrack_acct = 1\n",
      good: "net.netfilter.nf_conntrack_acct = 1\n",
    },
  ],
  sources: [
    "measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35",
    "net.nf_conntrack_max: net/netfilter/nf_conntrack_standalone.c",
  ],
};
