// The documentation of the rule not-namespaced.
import { READ_ONLY_OUTSIDE_SOURCE } from "../../kernel/read-only-outside.ts";
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const notNamespacedDocs: RuleDocs = {
  title: say("The key is machine-wide, and a container cannot set it"),
  why: say(
    "`nf_conntrack_max`, `nf_conntrack_buckets` and `nf_conntrack_expect_max` have one value for the whole machine. In every network namespace except the initial one, their files are read-only: a container that lists one in its `sysctls` does not start, and `sysctl -w` fails in it even with all privileges. The same is true for `hashsize` in `/sys/module/nf_conntrack/parameters`. Each namespace may still fill up to the machine's limit. Set the key on the node: in its sysctl.d, or from a pod with `hostNetwork: true`. Timeouts and switches are separate for each namespace and can be set there.\n\nKernels before 5.13 (and before 5.4.124 on that branch) let a privileged container write the key, which changed it for the whole machine.",
  ),
  examples: [],
  embedded: [
    {
      kind: "yaml",
      bad: "services:\n  gateway:\n    sysctls:\n      net.netfilter.nf_conntrack_max: 262144\n",
      good: "services:\n  gateway:\n    sysctls:\n      net.netfilter.nf_conntrack_udp_timeout_stream: 180\n",
      fixable: false,
    },
    {
      kind: "shell",
      bad: "ip netns exec blue sysctl -w net.netfilter.nf_conntrack_max=262144\n",
      good: "ip netns exec blue sysctl -w net.netfilter.nf_conntrack_acct=1\n",
      fixable: false,
    },
  ],
  exceptions: say("The container uses the node's own network, which the file does not show."),
  sources: [READ_ONLY_OUTSIDE_SOURCE, "nf_conntrack_set_hashsize() in net/netfilter/nf_conntrack_core.c"],
};
