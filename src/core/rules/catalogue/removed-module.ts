// Modules that are part of another today, still named where modules are loaded or configured.

import { type ListedModule, listedModules } from "../../boot/modules/module-list.ts";
import { moduleLists } from "../../boot/modules/modules.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { findFormerModule } from "../../kernel/modules.ts";
import { mergedText } from "../../kernel/presence-words.ts";
import { possibleIn } from "../../kernel/timeline.ts";
import { COMMENT_OUT, writeTitle } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

interface Data {
  readonly file: TreeFile;
  readonly listed: ListedModule;
  readonly now: string;
  /** The list names today's module as well. */
  readonly spare: boolean;
}

export const removedModule = defineRule<Data>({
  id: "removed-module",
  severity: "error",
  *checkHost(host) {
    const { target } = host;
    const question = { target, applier: host.applier, busyboxBoot: host.detected.busyboxBoot };
    for (const file of moduleLists(host.tree, question)) {
      const listed = listedModules(file.reading);
      for (const one of listed) {
        const former = findFormerModule(one.name);
        if (!former || possibleIn(former.present, target.kernel).some((present) => present)) continue;
        const spare = listed.some(({ name }) => name === former.now);
        yield {
          file,
          span: one,
          kernel: "refuses",
          severity: spare ? "warning" : "error",
          message: mergedText({ name: quoted(one.name, 60), present: former.present, at: target.kernel }, former.now),
          data: { file, listed: one, now: former.now, spare },
        };
      }
    }
  },
  fixHost: ({ listed, now, spare }) => [
    spare
      ? { title: COMMENT_OUT, safety: "suggestion", edits: [{ start: listed.start, end: listed.start, text: "# " }] }
      : { title: writeTitle(now), safety: "suggestion", edits: [{ start: listed.start, end: listed.end, text: now }] },
  ],
});
