// The documentation of the rule memory-budget.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const memoryBudgetDocs: RuleDocs = {
  title: say("A full table takes too much memory"),
  why: say(
    "Entries and buckets are kernel memory: it cannot be swapped, and nothing else can use it. The limit applies to each network namespace separately, so every container may fill as many entries again. The rule reports a limit at which one full table takes more than a quarter of the target's memory (the setting `conntrack.memoryShare`); it needs the target's memory.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_max = 4194304\nnet.netfilter.nf_conntrack_buckets = 4194304\n",
      good: "net.netfilter.nf_conntrack_max = 1966080\nnet.netfilter.nf_conntrack_buckets = 4194304\n",
      target: "memory=2G",
    },
  ],
  sources: ["bytes per entry: type information of nf_conn, and slabs measured on 6.18.44", "the share is our judgement"],
};
