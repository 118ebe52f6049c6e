// Decimal numbers with a leading zero, which the kernel reads as octal.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { numberSpan, numberText, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

interface Data {
  readonly line: SettingLine;
  readonly taken: bigint;
  readonly meant: string;
}

export const octalValue = defineRule<Data>({
  id: "octal-value",
  severity: "warning",
  checkOddSetting({ line, subject, verdict }) {
    if (subject.kind !== "key" || !verdict?.reading.ok || verdict.reading.base !== 8 || verdict.value === undefined) return;
    const digits = /^-?0+(\d+)/.exec(numberText(line))?.[1] ?? "";
    // 007 is 7 in both.
    if (digits === "" || BigInt(digits) === (verdict.reading.value < 0n ? -verdict.reading.value : verdict.reading.value)) return;
    const sign = verdict.reading.negative ? "-" : "";
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message: say("{value} is octal: the kernel reads {reading}; write {meant} if you mean that", {
        value: quotedNumber(line),
        reading: verdict.reading.value,
        meant: `${sign}${digits.slice(0, 24)}`,
      }),
      key: dotted(subject.key.fact.path),
      data: { line, taken: verdict.reading.value, meant: `${sign}${digits}` },
    };
  },
  fix: ({ line, taken, meant }) => [
    writeValue(line, meant, "suggestion", say("as decimal")),
    writeValue(line, taken.toString(), "suggestion", say("as the kernel reads it")),
  ],
});
