// The documentation of the rule hashsize-sets-max.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const hashsizeSetsMaxDocs: RuleDocs = {
  title: say("The module option hashsize also sets the limit"),
  why: say(
    "When the module loads, `hashsize=` sets `nf_conntrack_max` to eight times its value, in every kernel: a full table then has 16 nodes in an average chain, and takes eight times the memory of one entry per bucket. Writing `nf_conntrack_buckets` at run time does not change the limit. Set `net.netfilter.nf_conntrack_max` as well, so that the limit is the one you intend.",
  ),
  examples: [],
  trees: [
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536\n" },
      good: {
        "/etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536\n",
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 65536\n",
      },
      fixable: false,
    },
  ],
  sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()"],
};
