// The documentation of the rule wrong-module.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const wrongModuleDocs: RuleDocs = {
  title: say("The module does not have this parameter"),
  why: say(
    "Conntrack keys are not parameters of `br_netfilter`, `ip_vs` or any other module that they are often set with: the kernel ignores parameters that a module does not have (since Linux 3.11, with a line in its log), and the limit does not change. Set the key in sysctl.d; only `hashsize` and a few others are parameters, of `nf_conntrack`.",
  ),
  examples: [],
  trees: [
    {
      bad: { "/etc/modprobe.d/bridge.conf": "options br_netfilter nf_conntrack_max=131072\n" },
      good: { "/etc/modprobe.d/bridge.conf": "options br_netfilter dyndbg=+p\n" },
      fixable: false,
    },
  ],
  sources: ["kernel/module/main.c (unknown_module_param_cb)", "module parameters of net/bridge/br_netfilter_hooks.c: none"],
};
