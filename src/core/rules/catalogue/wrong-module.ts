// A conntrack key given to another module, as a parameter.
import { modprobeCommands } from "../../boot/modules/modprobe-lines.ts";
import { modprobeFiles } from "../../boot/modules/modules.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { CONNTRACK_ALIASES, CONNTRACK_MODULE } from "../../kernel/modules.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

export const wrongModule = defineRule<undefined>({
  id: "wrong-module",
  title: "The module does not have this parameter",
  severity: "warning",
  docs: {
    why: "Conntrack keys are not parameters of `br_netfilter`, `ip_vs` or any other module that they are often set with: the kernel ignores parameters that a module does not have (since Linux 3.11, with a line in its log), and the limit does not change. Set the key in sysctl.d; only `hashsize` and a few others are parameters, of `nf_conntrack`.",
    examples: [],
    trees: [
      {
        bad: { "/etc/modprobe.d/bridge.conf": "options br_netfilter nf_conntrack_max=131072\n" },
        good: { "/etc/modprobe.d/bridge.conf": "options br_netfilter dyndbg=+p\n" },
        fixable: false,
      },
    ],
    sources: ["kernel/module/main.c (unknown_module_param_cb)", "module parameters of net/bridge/br_netfilter_hooks.c: none"],
  },
  *checkHost(host) {
    for (const file of modprobeFiles(host.tree)) {
      for (const { command, module, parameters } of modprobeCommands(file.reading)) {
        if (command !== "options" || module === CONNTRACK_MODULE || CONNTRACK_ALIASES.has(module)) continue;
        for (const { name, start } of parameters) {
          if (!findKey(`net/netfilter/${name}`)) continue;
          yield {
            file: file.path,
            span: { start, end: start + name.length },
            kernel: "ignores",
            message: `${quoted(name, 40)} is not a parameter of ${quoted(module, 24)} and has no effect; set it in sysctl.d`,
            key: `net.netfilter.${name}`,
            data: undefined,
          };
        }
      }
    }
  },
});
