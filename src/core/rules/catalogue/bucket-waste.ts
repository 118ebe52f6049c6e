// A hash table far larger than the limit can fill.

import { bucketBytes, roundBuckets } from "../../kernel/hash-table.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatBytes, formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { numberSpan, setBuckets } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import type { KeySetting } from "../engine/setting.ts";
import { bucketsOf, maxOf } from "../engine/table-figures.ts";

/** Buckets for each entry, bytes of empty buckets, and their share of the memory, above which we speak: our own steps. */
const FACTOR = 4;
const BYTES = 16 * 1024 * 1024;
const SHARE = 0.01;

export const bucketWaste = defineRule<{ readonly buckets: KeySetting; readonly good: number }>({
  id: "bucket-waste",
  severity: "hint",
  *checkDocument(context) {
    const { target } = context;
    const max = maxOf(context);
    const buckets = bucketsOf(context);
    if (!max || (!max.setting && !max.elsewhere) || !buckets?.setting || buckets.value <= FACTOR * max.value) return;
    // Each entry fills two chains at random: this share of the chains stays empty with the table full.
    const empty = buckets.value * Math.exp((-2 * max.value) / buckets.value) * bucketBytes(target);
    if (empty <= BYTES && (target.memory === undefined || empty <= SHARE * target.memory)) return;
    yield {
      span: numberSpan(buckets.setting.line),
      kernel: buckets.setting.verdict.outcome,
      message: say("More buckets than {max} entries can use: the empty ones take {empty}", {
        max: formatCount(max.value),
        empty: formatBytes(empty),
      }),
      key: dotted(buckets.setting.subject.key.fact.path),
      ...(max.setting && { related: [{ ...max.setting.line.value, message: say("The limit") }] }),
      data: { buckets: buckets.setting, good: roundBuckets(max.value, target) },
    };
  },
  fix: ({ buckets, good }) => [setBuckets(buckets.line, good)],
});
