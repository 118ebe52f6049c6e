// Bucket counts that the kernel rounds up.
import { pageBytes, pointerBytes } from "../../kernel/hash-table.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { numberSpan, numberText, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

export const bucketRounding = defineRule<{ readonly line: SettingLine; readonly actual: bigint }>({
  id: "bucket-rounding",
  title: "The kernel rounds the number of buckets up",
  severity: "hint",
  docs: {
    why: "The hash table takes whole pages: on 64-bit machines with 4 KiB pages the number of buckets goes up to the next multiple of 512. The key then reads back as that number, which makes tools that compare it with the file see a difference that is not there.",
    examples: [{ bad: "net.netfilter.nf_conntrack_buckets = 100000\n", good: "net.netfilter.nf_conntrack_buckets = 100352\n" }],
    sources: ["net/netfilter/nf_conntrack_core.c, nf_ct_alloc_hashtable()", "measured on 6.18.44: 100000 reads back as 100352"],
  },
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || verdict?.outcome !== "alters" || verdict.cause?.kind !== "rounds" || verdict.value === undefined) return;
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message: `${quoted(numberText(line))} becomes ${verdict.value}: buckets come in whole pages of ${pageBytes(target.arch) / pointerBytes(target.arch)}`,
      key: dotted(subject.key.fact.path),
      data: { line, actual: verdict.value },
    };
  },
  fix: ({ line, actual }) => [writeValue(line, actual.toString(), "suggestion")],
});
