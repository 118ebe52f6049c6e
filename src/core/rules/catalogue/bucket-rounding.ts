// Bucket counts that the kernel rounds up.

import { pointerBytes, roundBuckets } from "../../kernel/hash-table.ts";
import { pageBytes, pageSizes } from "../../kernel/page-size.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

/** "512, 2048 or 8192". */
function orList(values: readonly (bigint | number)[]): string {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1)).map(String);
  const last = sorted.at(-1) ?? "";
  return sorted.length < 2 ? last : say("{others} or {last}", { others: sorted.slice(0, -1).join(", "), last });
}

export const bucketRounding = defineRule<{ readonly line: SettingLine; readonly actual: bigint }>({
  id: "bucket-rounding",
  severity: "hint",
  checkOddSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || verdict?.outcome !== "alters" || verdict.cause?.kind !== "rounds") return;
    const found = { span: numberSpan(line), kernel: verdict.outcome, key: dotted(subject.key.fact.path) };
    const { value, values = [] } = verdict;
    const text = quotedNumber(line);
    if (value !== undefined) {
      const stride = pageBytes(target) / pointerBytes(target.arch);
      return {
        ...found,
        message: say("{text} is rounded up to {value}: the hash table fills whole pages of {stride} buckets", { text, value, stride }),
        data: { line, actual: value },
      };
    }
    const [most] = values.slice(-1);
    if (most === undefined) return;
    const pages = orList(pageSizes(target).map((bytes) => bytes / 1024));
    // Whole pages of the largest size are whole pages of the others too.
    const actual = BigInt(roundBuckets(Number(most), target, Math.max(...pageSizes(target))));
    return {
      ...found,
      message: say("{text} is rounded up to {values}, for pages of {pages} KiB (set pagesize=)", { text, values: orList(values), pages }),
      data: { line, actual },
    };
  },
  fix: ({ line, actual }) => [writeValue(line, actual.toString(), "suggestion")],
});
