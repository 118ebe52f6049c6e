// A conntrack key given to another module, as a parameter.

import { modprobeCommands } from "../../boot/modules/modprobe-lines.ts";
import { modprobeFiles } from "../../boot/modules/modules.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { CONNTRACK_ALIASES, CONNTRACK_MODULE } from "../../kernel/modules.ts";
import { say } from "../../words/say.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

export const wrongModule = defineRule<undefined>({
  id: "wrong-module",
  severity: "warning",
  *checkHost(host) {
    for (const file of modprobeFiles(host.tree)) {
      for (const { command, module, parameters } of modprobeCommands(file.reading)) {
        if (command !== "options" || module === CONNTRACK_MODULE || CONNTRACK_ALIASES.has(module)) continue;
        for (const { name, start } of parameters) {
          if (!findKey(`net/netfilter/${name}`)) continue;
          yield {
            file,
            span: { start, end: start + name.length },
            kernel: "ignores",
            message: say("{name} is not a parameter of {module} and has no effect; set it in sysctl.d", {
              name: quoted(name, 40),
              module: quoted(module, 24),
            }),
            key: `net.netfilter.${name}`,
            data: undefined,
          };
        }
      }
    }
  },
});
