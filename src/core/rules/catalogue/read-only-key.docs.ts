// The documentation of the rule read-only-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const readOnlyKeyDocs: RuleDocs = {
  title: say("The key is read-only"),
  why: say(
    "The file exists with mode 0444: opening it for writing fails even for root. `nf_conntrack_count` only reports the number of entries. `nf_conntrack_buckets` became writable in Linux 4.8; on older kernels, set the size of the hash table with `options nf_conntrack hashsize=…` in `/etc/modprobe.d`, or at run time through `/sys/module/nf_conntrack/parameters/hashsize`.",
  ),
  examples: [
    { bad: "net.netfilter.nf_conntrack_count = 1000\n", good: "# net.netfilter.nf_conntrack_count = 1000\n" },
    {
      bad: "net.netfilter.nf_conntrack_buckets = 65536\n",
      good: "# net.netfilter.nf_conntrack_buckets = 65536\n",
      target: "kernel=4.4",
    },
  ],
  sources: ["net/netfilter/nf_conntrack_standalone.c", "commit 3183ab8997a4 (buckets writable, 4.8)", "measured on 6.18.44 (EACCES)"],
};
