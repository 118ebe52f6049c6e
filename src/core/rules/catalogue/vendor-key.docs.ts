// The documentation of the rule vendor-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const vendorKeyDocs: RuleDocs = {
  title: say("Only patched kernels have this key"),
  why: say(
    "Some router systems patch conntrack keys into their kernels. On such a system the line is correct; on any other the file does not exist and nothing is set.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_tcp_no_window_check = 1\n",
      good: "# net.netfilter.nf_conntrack_tcp_no_window_check = 1\n",
      fixable: false,
    },
  ],
  exceptions: say(
    "The file is for OpenWrt or for the vendor's own kernel. Mark the line with a leading `-` if the file is also used elsewhere.",
  ),
  sources: ["OpenWrt and Keenetic kernel trees, 2.6.22 to 6.6"],
};
