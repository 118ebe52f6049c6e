// A limit below the one that the kernel chooses by itself.

import { limitAbove } from "../../advice/below-own.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatBytes, formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { numberSpan, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

/** From this share of the default on down, it is more than a matter of taste. */
const FEW = 1 / 4;

export const belowDefault = defineRule<{ readonly line: SettingLine; readonly own: number }>({
  id: "below-default",
  severity: "information",
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || subject.key.fact.unit !== "entries" || verdict?.value === undefined || verdict.value <= 0n) return;
    const own = limitAbove(target, Number(verdict.value));
    if (own === undefined || target.memory === undefined || verdict.outcome === "refuses") return;
    return {
      span: numberSpan(line),
      severity: Number(verdict.value) < own * FEW ? "warning" : "information",
      kernel: verdict.outcome,
      message: say("Lower than the kernel's default, which is {max} with {memory} of memory", {
        max: formatCount(own),
        memory: formatBytes(target.memory),
      }),
      key: dotted(subject.key.fact.path),
      data: { line, own },
    };
  },
  fix: ({ line, own }) => [writeValue(line, String(own), "suggestion", say("the kernel's default"))],
});
