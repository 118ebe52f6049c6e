// A limit of 0, which is no limit.

import { defaultMax } from "../../kernel/hash-table.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { commentOut, numberSpan, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

export const unlimitedTable = defineRule<{ readonly line: SettingLine }>({
  id: "unlimited-table",
  severity: "warning",
  checkSetting({ line, subject, verdict }) {
    if (subject.kind !== "key" || subject.key.fact.unit !== "entries" || verdict?.value === undefined || verdict.value > 0n) return;
    if (verdict.outcome === "unknown") return;
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message:
        verdict.value === 0n
          ? say("No limit: 0 lets the table grow until kernel memory is used up")
          : say("No effective limit: a negative number is a limit that is never reached"),
      key: dotted(subject.key.fact.path),
      data: { line },
    };
  },
  fix({ line }, { target }) {
    const usual = defaultMax(target);
    return [
      ...(usual === undefined
        ? []
        : [writeValue(line, String(usual), "suggestion", say("the kernel's default, {max}", { max: formatCount(usual) }))]),
      commentOut(line),
    ];
  },
});
