// Keys that some kernels have, and the target has not.

import { missingText } from "../../kernel/presence-words.ts";
import { releaseName } from "../../kernel/version.ts";
import { isConditional } from "../../sysctl/conditions.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
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
      message: missingText({ name, present: fact.present, at: target.kernel }, releaseName(target.kernel), sure),
      key: dotted(fact.path),
      data: { line },
    };
  },
  fix: ({ line }, { applier }) =>
    line.ignoreFailure || applier === "busybox" ? [commentOut(line)] : [commentOut(line), allowFailure(line)],
});
