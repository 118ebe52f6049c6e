// Keys that can be read and not written.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName, quoted, shortName } from "../engine/words.ts";

export const readOnlyKey = defineRule<{ readonly line: SettingLine }>({
  id: "read-only-key",
  title: "The key is read-only",
  severity: "error",
  checkSetting({ line, subject }, { target }) {
    if (subject.kind !== "key" || subject.key.present === "no" || subject.key.writable === "yes") return;
    const { fact, writable } = subject.key;
    const sure = writable === "no";
    const name = quoted(shortName(fact.path), 60);
    const advice = fact.unit === "buckets" ? "; set hashsize in modprobe.d" : "";
    return {
      span: line.key,
      kernel: sure ? "refuses" : "unknown",
      severity: sure ? "error" : "information",
      message: sure
        ? `${name} is read-only in ${kernelName(target)}${advice}`
        : `${name} may be read-only in ${kernelName(target)}${advice}`,
      key: dotted(fact.path),
      data: { line },
    };
  },
  fix: ({ line }) => [commentOut(line)],
});
