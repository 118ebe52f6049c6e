// Bucket counts that the kernel rounds up.
import { pointerBytes, roundBuckets } from "../../kernel/hash-table.ts";
import { pageBytes, pageSizes } from "../../kernel/page-size.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

/** "512, 2048 or 8192". */
function orList(values: readonly (bigint | number)[]): string {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1)).map(String);
  return sorted.length < 2 ? sorted.join("") : `${sorted.slice(0, -1).join(", ")} or ${sorted.at(-1)}`;
}

export const bucketRounding = defineRule<{ readonly line: SettingLine; readonly actual: bigint }>({
  id: "bucket-rounding",
  title: "The kernel rounds the number of buckets up",
  severity: "hint",
  docs: {
    why: "The hash table occupies whole pages: on 64-bit machines with 4 KiB pages, the number of buckets is rounded up to the next multiple of 512. With pages of 16 or 64 KiB, which arm64 and ppc64le kernels may use, it is 2048 or 8192; a release name that ends in -16k or -64k shows it, otherwise set pagesize= in the target. The key then reads back as the rounded number, so tools that compare it with the file report a difference.",
    examples: [{ bad: "net.netfilter.nf_conntrack_buckets = 100000\n", good: "net.netfilter.nf_conntrack_buckets = 100352\n" }],
    sources: [
      "net/netfilter/nf_conntrack_core.c, nf_ct_alloc_hashtable()",
      "measured on 6.18.44: 100000 reads back as 100352",
      "1 reads back as 2048 on arm64 6.12.117 with 16 KiB pages, as 8192 on ppc64le 6.1.176 with 64",
    ],
  },
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || verdict?.outcome !== "alters" || verdict.cause?.kind !== "rounds") return;
    const found = { span: numberSpan(line), kernel: verdict.outcome, key: dotted(subject.key.fact.path) };
    const { value, values = [] } = verdict;
    const text = quotedNumber(line);
    if (value !== undefined) {
      const stride = pageBytes(target) / pointerBytes(target.arch);
      return {
        ...found,
        message: `${text} is rounded up to ${value}: the hash table fills whole pages of ${stride} buckets`,
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
      message: `${text} is rounded up to ${orList(values)}, for pages of ${pages} KiB (set pagesize=)`,
      data: { line, actual },
    };
  },
  fix: ({ line, actual }) => [writeValue(line, actual.toString(), "suggestion")],
});
