// Values that are no number to the kernel.
import type { Unit } from "../../kernel/key-fact.ts";
import type { NumberProblem } from "../../kernel/number.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
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
  title: "The kernel rejects the value",
  severity: "error",
  checkSetting({ line, subject, verdict }) {
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
  if (problem === "empty") return "No value: the kernel rejects an empty write; write a number, or comment the line out";
  const advice = meant === undefined ? "write a whole number without a unit" : `write ${meant}`;
  if (problem === "overflow") return `${quoted(text)} is larger than any number the kernel accepts; write a smaller one`;
  if (problem === "too-long") return `${quoted(text)} has more digits than the kernel reads; write a smaller number`;
  if (text.search(FULL_WIDTH) >= 0) return `${quoted(text, 24)} has full-width digits, which the kernel rejects; ${advice}`;
  return `${quoted(text)} is not a number the kernel accepts; ${advice}`;
}
