// A hash table smaller than the one that the kernel makes by itself.
import { bucketsAbove } from "../../advice/below-own.ts";
import { readCount } from "../../boot/modules/modules.ts";
import { dotted } from "../../sysctl/key-path.ts";
import type { Span, TextEdit } from "../../text/span.ts";
import { formatCount } from "../../units/units.ts";
import { numberSpan } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

export const tableShrunk = defineRule<TextEdit>({
  id: "table-shrunk",
  title: "The hash table is smaller than the kernel's default",
  severity: "warning",
  docs: {
    why: "Without a setting, the kernel sizes the hash table by the machine's memory: 262,144 buckets on 64-bit machines with more than 4 GiB since Linux 5.15, 65,536 before. A `hashsize` or `nf_conntrack_buckets` from an old guide may make it smaller: chains get longer, lookups slow down, and newer kernels refuse to insert into chains that are too long. Leave it out, or write a number at least as large; a bucket costs 8 bytes. The rule reports a number below every default that the target may have, and skips machines with 1 GiB or less.",
    examples: [
      {
        bad: "net.netfilter.nf_conntrack_buckets = 32768\n",
        good: "net.netfilter.nf_conntrack_buckets = 262144\n",
        target: "kernel=6.12 memory=16G",
      },
    ],
    exceptions: "The table is small on purpose, with a limit that is small too.",
    sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()", "commit d532bcd0b269"],
  },
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
      yield { file: file.path, span: valueSpan, kernel: "accepts", message: message(own), data: editOf(valueSpan, own) };
    }
  },
  fixHost: (edit) => [fixOf(edit)],
});

function message(own: number): string {
  return `Makes the hash table smaller than the kernel's default of ${formatCount(own)} buckets`;
}

function editOf({ start, end }: Span, own: number): TextEdit {
  return { start, end, text: String(own) };
}

function fixOf(edit: TextEdit) {
  return { title: `Write ${edit.text} (the kernel's default)`, safety: "suggestion" as const, edits: [edit] };
}
