// Values that are no number to the kernel.

import type { Unit } from "../../kernel/key-fact.ts";
import type { NumberProblem } from "../../kernel/number.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { canStandAlone, commentAbove, commentOut, writeValue } from "../engine/edits.ts";
import { FULL_WIDTH, meantNumber } from "../engine/meant-number.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  readonly unit: Unit;
}

export const invalidValue = defineRule<Data>({
  id: "invalid-value",
  severity: "error",
  checkOddSetting({ line, subject, verdict }) {
    if (subject.kind !== "key" || verdict?.cause?.kind !== "not-a-number") return;
    const { fact } = subject.key;
    const meant = meantNumber(line.value.text, fact.unit);
    const outcome = verdict.outcome;
    return {
      span: line.value.text === "" ? { start: line.key.start, end: line.value.end } : line.value,
      kernel: outcome,
      severity: outcome === "refuses" ? "error" : "warning",
      message: message(line.value.text, verdict.cause.problem, meant?.value),
      key: dotted(fact.path),
      data: { line, unit: fact.unit },
    };
  },
  fix({ line, unit }, { document }) {
    const meant = meantNumber(line.value.text, unit);
    if (!meant) return [commentOut(line)];
    const at = line.value.text.search(/[#;]/);
    const comment = at < 0 ? undefined : line.value.text.slice(at);
    // Glued to the number, it may be no comment at all: what is refused now would be set by a guess.
    const sure = comment === undefined || (/\s$/.test(line.value.text.slice(0, at)) && canStandAlone(comment));
    const fix = writeValue(line, meant.value, meant.doubtful || !sure ? "suggestion" : "safe", meant.why);
    // The comment moves to a line of its own: nothing the author wrote is lost.
    return comment === undefined
      ? [fix]
      : [{ ...fix, edits: [commentAbove(document, line, comment), { start: line.value.start, end: line.value.end, text: meant.value }] }];
  },
});

function message(text: string, problem: NumberProblem, meant: string | undefined): string {
  if (problem === "empty") return say("No value: the kernel rejects an empty write; write a number, or comment the line out");
  if (problem === "overflow")
    return say("{text} is larger than any number the kernel accepts; write a smaller one", { text: quoted(text) });
  if (problem === "too-long") return say("{text} has more digits than the kernel reads; write a smaller number", { text: quoted(text) });
  if (text.search(FULL_WIDTH) >= 0)
    return meant === undefined
      ? say("{text} has full-width digits, which the kernel rejects; write a whole number without a unit", { text: quoted(text, 24) })
      : say("{text} has full-width digits, which the kernel rejects; write {meant}", { text: quoted(text, 24), meant });
  return meant === undefined
    ? say("{text} is not a number the kernel accepts; write a whole number without a unit", { text: quoted(text) })
    : say("{text} is not a number the kernel accepts; write {meant}", { text: quoted(text), meant });
}
