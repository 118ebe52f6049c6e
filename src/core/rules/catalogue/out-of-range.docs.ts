// The documentation of the rule out-of-range.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const outOfRangeDocs: RuleDocs = {
  title: say("The value is outside the range the kernel accepts"),
  why: say(
    "Each key has a range, which differs between kernels. Timeouts are stored as timer ticks in an int, so the largest one is 2147483647 / HZ seconds: 21474836 at HZ 100, 8589934 at 250, 7158278 at 300, 2147483 at 1000. Old kernels do not always reject a value: up to 4.9, on 64-bit machines, a timeout that is too large wraps around; up to 5.15 a negative fragment threshold can be skipped without an error. The message says which applies.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_tcp_timeout_established = 99999999\n",
      good: "net.netfilter.nf_conntrack_tcp_timeout_established = 2147483\n",
    },
    { bad: "net.netfilter.nf_conntrack_acct = 2\n", good: "net.netfilter.nf_conntrack_acct = 1\n" },
    { bad: "net.netfilter.nf_conntrack_expect_max = 4294967296\n", good: "net.netfilter.nf_conntrack_expect_max = 2147483647\n" },
  ],
  sources: ["kernel/sysctl.c and kernel/time/jiffies.c of 35 source trees", "measured on 6.18.44"],
};
