// The documentation of the rule bucket-rounding.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const bucketRoundingDocs: RuleDocs = {
  title: say("The kernel rounds the number of buckets up"),
  why: say(
    "The hash table occupies whole pages: on 64-bit machines with 4 KiB pages, the number of buckets is rounded up to the next multiple of 512. With pages of 16 or 64 KiB, which arm64 and ppc64le kernels may use, it is 2048 or 8192; a release name that ends in -16k or -64k shows it, otherwise set pagesize= in the target. The key then reads back as the rounded number, so tools that compare it with the file report a difference.",
  ),
  examples: [{ bad: "net.netfilter.nf_conntrack_buckets = 100000\n", good: "net.netfilter.nf_conntrack_buckets = 100352\n" }],
  sources: [
    "net/netfilter/nf_conntrack_core.c, nf_ct_alloc_hashtable()",
    "measured on 6.18.44: 100000 reads back as 100352",
    "1 reads back as 2048 on arm64 6.12.117 with 16 KiB pages, as 8192 on ppc64le 6.1.176 with 64",
  ],
};
