// A hash table smaller than the one that the kernel makes by itself.

import { bucketsAbove } from "../../advice/below-own.ts";
import { readCount } from "../../boot/modules/modules.ts";
import { dotted } from "../../sysctl/key-path.ts";
import type { Span, TextEdit } from "../../text/span.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { numberSpan, writeTitle } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

export const tableShrunk = defineRule<TextEdit>({
  id: "table-shrunk",
  severity: "warning",
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || subject.key.fact.unit !== "buckets" || verdict?.value === undefined || verdict.value <= 0n) return;
    const own = bucketsAbove(target, Number(verdict.value));
    if (own === undefined || verdict.outcome === "refuses") return;
    const span = numberSpan(line);
    const kernel = verdict.outcome;
    return { span, kernel, message: message(own), key: dotted(subject.key.fact.path), data: editOf(span, own) };
  },
  fix: (edit) => [fixOf(edit)],
  *checkHost({ module, target }) {
    for (const { name, value, file, valueSpan } of module.options) {
      const asked = name === "hashsize" ? readCount(value) : undefined;
      const own = asked ? bucketsAbove(target, Number(asked)) : undefined;
      if (own === undefined) continue;
      yield { file, span: valueSpan, kernel: "accepts", message: message(own), data: editOf(valueSpan, own) };
    }
  },
  fixHost: (edit) => [fixOf(edit)],
});

function message(own: number): string {
  return say("Makes the hash table smaller than the kernel's default of {buckets} buckets", { buckets: formatCount(own) });
}

function editOf({ start, end }: Span, own: number): TextEdit {
  return { start, end, text: String(own) };
}

function fixOf(edit: TextEdit) {
  return { title: writeTitle(edit.text, say("the kernel's default")), safety: "suggestion" as const, edits: [edit] };
}
