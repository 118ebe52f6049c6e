// Timeouts of 0 and below.

import type { TargetKey } from "../../kernel/at-target.ts";
import type { KeyFact } from "../../kernel/key-fact.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut, numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName } from "../engine/words.ts";

export const expiredAtOnce = defineRule<{ readonly line: SettingLine; readonly key: TargetKey }>({
  id: "expired-at-once",
  title: "Entries expire as soon as they are created",
  severity: "warning",
  checkSetting({ line, subject, verdict }, { target }) {
    if (verdict?.value === undefined || verdict.value > 0n || verdict.outcome === "unknown") return;
    if (subject.kind !== "key" || !expires(subject.key.fact)) return;
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message: `${quotedNumber(line)} makes entries expire immediately, so replies are lost; ${verdict.shown === undefined ? "the unit is seconds" : `${kernelName(target)} shows it as ${verdict.shown}`}`,
      key: dotted(subject.key.fact.path),
      data: { line, key: subject.key },
    };
  },
  fix({ line, key }) {
    const [usual] = key.defaults;
    return typeof usual === "number" && usual > 0
      ? [writeValue(line, String(usual), "suggestion", "the default"), commentOut(line)]
      : [commentOut(line)];
  },
});

function expires(fact: KeyFact): boolean {
  return fact.unit === "seconds" && /_timeout/.test(fact.path) && !/frag6|flowtable|events_retry/.test(fact.path);
}
