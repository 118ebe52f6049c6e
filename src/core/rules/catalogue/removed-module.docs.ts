// The documentation of the rule removed-module.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const removedModuleDocs: RuleDocs = {
  title: say("The module was merged into another one"),
  why: say(
    "`nf_conntrack_ipv4` and `nf_conntrack_ipv6` became part of `nf_conntrack` in 4.19, the trackers of individual protocols followed one by one, and the NAT modules became part of `nf_nat`. Newer kernels have no module with the old name: modprobe fails, `systemd-modules-load.service` fails, and if nothing else loads `nf_conntrack`, no conntrack setting is applied.",
  ),
  examples: [],
  trees: [
    {
      bad: { "/etc/modules-load.d/k8s.conf": "br_netfilter\nnf_conntrack_ipv4\n" },
      good: { "/etc/modules-load.d/k8s.conf": "br_netfilter\nnf_conntrack\n" },
    },
  ],
  sources: ["net/netfilter/Makefile, net/ipv4/netfilter/Makefile and net/ipv6/netfilter/Makefile of the kernel source trees"],
};
