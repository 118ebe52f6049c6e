// The documentation of the rule bucket-ratio.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const bucketRatioDocs: RuleDocs = {
  title: say("The hash table is too small for the limit"),
  why: say(
    "Every entry is in the hash table twice, once for each direction: when the table is full, a chain holds 2 × entries / buckets nodes on average, and a lookup walks it. Since Linux 5.15 the kernel also refuses to insert into a chain that is too long (the limit is drawn at random for each insert: 8 to 31 at first, 50 to 79 since 6.3, 6.1.20 and 5.15.103), so a small hash table drops new connections long before the limit is reached. `nf_conntrack_buckets` does not follow `nf_conntrack_max`; set both, ideally to the same number: a bucket costs 8 bytes, an entry 256 or more. All namespaces share the hash table: two full ones double the chains.\n\nOn kernels with such a limit, the rule reports a table that refuses 0.1 % of new connections before it holds max entries; on older kernels, a full table with an average chain longer than 16. If the file does not set the buckets, the rule uses the kernel's default for the target's memory; if the memory is unknown, the largest default.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_max = 1048576\nnet.netfilter.nf_conntrack_buckets = 16384\n",
      good: "net.netfilter.nf_conntrack_max = 1048576\nnet.netfilter.nf_conntrack_buckets = 1048576\n",
    },
    {
      bad: "net.netfilter.nf_conntrack_max = 1048576\n",
      good: "net.netfilter.nf_conntrack_max = 1048576\nnet.netfilter.nf_conntrack_buckets = 1048576\n",
      target: "kernel=5.10 memory=2G",
    },
  ],
  exceptions: say(
    "Another file, `options nf_conntrack hashsize=` in modprobe.d or a boot parameter sets the buckets, which this file alone does not show.",
  ),
  sources: [
    "net/netfilter/nf_conntrack_core.c, MIN_CHAINLEN and MAX_CHAINLEN",
    "commits d7e7747ac5c2, c9c3b6811f74 and c77737b736ce",
    "entries held, measured on 6.18.44",
  ],
};
