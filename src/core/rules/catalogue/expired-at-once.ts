// Timeouts of 0 and below.

import type { TargetKey } from "../../kernel/at-target.ts";
import type { KeyFact } from "../../kernel/key-fact.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { commentOut, numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName } from "../engine/words.ts";

export const expiredAtOnce = defineRule<{ readonly line: SettingLine; readonly key: TargetKey }>({
  id: "expired-at-once",
  severity: "warning",
  checkSetting({ line, subject, verdict }, { target }) {
    if (verdict?.value === undefined || verdict.value > 0n || verdict.outcome === "unknown") return;
    if (subject.kind !== "key" || !expires(subject.key.fact)) return;
    const value = quotedNumber(line);
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message:
        verdict.shown === undefined
          ? say("{value} makes entries expire immediately, so replies find no entry; the unit is seconds", { value })
          : say("{value} makes entries expire immediately, so replies find no entry; {kernel} shows it as {number}", {
              value,
              kernel: kernelName(target),
              number: verdict.shown,
            }),
      key: dotted(subject.key.fact.path),
      data: { line, key: subject.key },
    };
  },
  fix({ line, key }) {
    const [usual] = key.defaults;
    return typeof usual === "number" && usual > 0
      ? [writeValue(line, String(usual), "suggestion", say("the default")), commentOut(line)]
      : [commentOut(line)];
  },
});

function expires(fact: KeyFact): boolean {
  return fact.unit === "seconds" && /_timeout/.test(fact.path) && !/frag6|flowtable|events_retry/.test(fact.path);
}
