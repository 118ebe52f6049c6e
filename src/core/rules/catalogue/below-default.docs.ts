// The documentation of the rule below-default.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const belowDefaultDocs: RuleDocs = {
  title: say("The limit is lower than the kernel's default"),
  why: say(
    "Without a setting, the kernel sizes `nf_conntrack_max` by the machine's memory: 262,144 on 64-bit machines with more than 4 GiB. A figure from an old guide, meant to raise the limit, may lower it on today's machine, and the kernel then drops connections that it would have tracked. The rule applies when the target's memory is known and larger than 1 GiB; a limit below a quarter of the kernel's own is a warning.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_max = 131072\n",
      good: "net.netfilter.nf_conntrack_max = 262144\n",
      target: "kernel=6.12 memory=16G",
    },
  ],
  exceptions: say("The limit is low on purpose, such as on a machine that needs its memory for something else."),
  sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()", "commit d532bcd0b269"],
};
