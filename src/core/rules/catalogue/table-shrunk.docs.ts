// The documentation of the rule table-shrunk.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const tableShrunkDocs: RuleDocs = {
  title: say("The hash table is smaller than the kernel's default"),
  why: say(
    "Without a setting, the kernel sizes the hash table by the machine's memory: 262,144 buckets on 64-bit machines with more than 4 GiB since Linux 5.15, 65,536 before. A `hashsize` or `nf_conntrack_buckets` from an old guide may make it smaller: chains get longer, lookups slow down, and newer kernels refuse to insert into chains that are too long. Leave it out, or write a number at least as large; a bucket costs 8 bytes. The rule reports a number below every default that the target may have, and skips machines with 1 GiB or less.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_buckets = 32768\n",
      good: "net.netfilter.nf_conntrack_buckets = 262144\n",
      target: "kernel=6.12 memory=16G",
    },
  ],
  exceptions: say("The table is small on purpose, with a limit that is small too."),
  sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()", "commit d532bcd0b269"],
};
