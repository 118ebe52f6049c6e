// Text after the number, which the kernel drops.

import { readNumber } from "../../kernel/number.ts";
import { version } from "../../kernel/version.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { canStandAlone, commentAbove, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName, quoted } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  readonly number: string;
  readonly rest: string;
}

export const ignoredText = defineRule<Data>({
  id: "ignored-text",
  severity: "warning",
  checkOddSetting({ line, subject, verdict }, { applier, target }) {
    if (subject.kind !== "key" || !verdict?.reading.ok || verdict.reading.rest === "" || verdict.value === undefined) return;
    const { rest } = verdict.reading;
    // A line that the applier does not see the end of: syntax-error speaks of what is lost with it.
    if (/[\r\n]/.test(rest)) return;
    const number = line.value.text.slice(0, line.value.text.length - rest.length).trimEnd();
    const comment = /^[#;]/.test(rest);
    // Up to 4.0 the kernel obeys the second write with which these two appliers bring the rest.
    const obeyed = applier !== "procps" && target.kernel.release < version("4.4").release && readNumber(rest).ok;
    return {
      span: { start: line.value.end - rest.length, end: line.value.end },
      kernel: obeyed ? "alters" : verdict.outcome,
      message: obeyed
        ? say("{text} is written as a second value, and {kernel} may keep that one", { text: quoted(rest), kernel: kernelName(target) })
        : comment
          ? say("{text} is part of the value, not a comment; the kernel reads {number} and ignores the rest", {
              text: quoted(rest, 20),
              number: number.slice(0, 20),
            })
          : say("{text} is ignored: the kernel reads only the first number, {number}", { text: quoted(rest), number: number.slice(0, 24) }),
      key: dotted(subject.key.fact.path),
      data: { line, number, rest },
    };
  },
  fix({ line, number, rest }, { document }) {
    if (!/^[#;]/.test(rest)) return [writeValue(line, number, "suggestion")];
    return [
      {
        title: say("Move the comment above the line"),
        safety: canStandAlone(rest) ? "safe" : "suggestion",
        edits: [commentAbove(document, line, rest), { start: line.value.start, end: line.value.end, text: number }],
      },
    ];
  },
});
