// Keys that some kernels have, and the target has not.

import { presenceNote } from "../../kernel/timeline.ts";
import { releaseName } from "../../kernel/version.ts";
import { isConditional } from "../../sysctl/conditions.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { allowFailure, commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const unavailableKey = defineRule<{ readonly line: SettingLine }>({
  id: "unavailable-key",
  severity: "error",
  checkOddSetting({ line, subject }, { target, document }) {
    if (subject.kind !== "key" || subject.key.present === "yes") return;
    // A template that asks for the kernel carries lines for several.
    if (isConditional(line, document)) return;
    const { fact, present } = subject.key;
    const name = quoted(shortName(fact.path), 60);
    const sure = present === "no";
    return {
      span: line.key,
      kernel: sure ? "refuses" : "unknown",
      severity: sure ? "error" : "information",
      message: sure
        ? say("{name}: {present}; not available in {kernel}", {
            name,
            present: presenceNote(fact.present, target.kernel),
            kernel: releaseName(target.kernel),
          })
        : say("{name}: {present}; may be missing in {kernel}", {
            name,
            present: presenceNote(fact.present, target.kernel),
            kernel: releaseName(target.kernel),
          }),
      key: dotted(fact.path),
      data: { line },
    };
  },
  fix: ({ line }, { applier }) =>
    line.ignoreFailure || applier === "busybox" ? [commentOut(line)] : [commentOut(line), allowFailure(line)],
});
