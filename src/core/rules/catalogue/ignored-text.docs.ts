// The documentation of the rule ignored-text.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const ignoredTextDocs: RuleDocs = {
  title: say("Text after the number is not a comment"),
  why: say(
    "In a sysctl.conf, a comment cannot follow a value: appliers pass the whole text to the kernel. The kernel reads the first number and ignores what follows after a blank, so the line works only by accident. Without the blank (`3600#one hour`) the kernel rejects it; on kernels up to 4.0, what systemd-sysctl and BusyBox write after the blank is read as a second value (a comment there only makes that second write fail). Put the comment on its own line.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_udp_timeout_stream = 600 # ten minutes\n",
      good: "# ten minutes\nnet.netfilter.nf_conntrack_udp_timeout_stream = 600\n",
    },
  ],
  sources: ["kernel/sysctl.c, proc_get_long()", "measured on 6.18.44 with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35"],
};
