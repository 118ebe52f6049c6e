// The documentation of the rule unlimited-table.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const unlimitedTableDocs: RuleDocs = {
  title: say("No limit: the table may use up all memory"),
  why: say(
    "With `nf_conntrack_max = 0` the kernel does not check the limit: the table grows until no kernel memory is left, at 256 bytes or more per entry, which cannot be swapped out. A flood then takes down the machine instead of filling the table. Linux 7.0 and later reject 0; kernels that do not check bounds treat a negative number as a limit that is never reached, with the same effect.",
  ),
  examples: [{ bad: "net.netfilter.nf_conntrack_max = 0\n", good: "# net.netfilter.nf_conntrack_max = 0\n" }],
  sources: ["net/netfilter/nf_conntrack_core.c, __nf_conntrack_alloc()", "measured on 6.18.44: 5,048 entries with max 0"],
};
