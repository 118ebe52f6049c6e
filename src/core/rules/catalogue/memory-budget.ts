// A table that takes too much of the machine's memory when it is full.

import { type TableRequest, tableMemory } from "../../sizing/memory.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { lowerLimit, numberSpan } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import type { KeySetting } from "../engine/setting.ts";
import { featuresOf, maxOf, tableOf } from "../engine/table-figures.ts";

export const memoryBudget = defineRule<{ readonly max: KeySetting; readonly good: number }>({
  id: "memory-budget",
  severity: "warning",
  *checkDocument(context) {
    const { target, memoryShare } = context;
    if (target.memory === undefined || !maxOf(context)?.setting) return;
    const table = tableOf(context);
    if (!table?.max.setting) return;
    const { max, buckets, size } = table;
    if (size.memoryShare === null || size.memoryShare <= memoryShare) return;
    yield {
      span: numberSpan(table.max.setting.line),
      kernel: table.max.setting.verdict.outcome,
      message: say("A full table of {max} entries takes {total}, {share} of {memory}", {
        max: formatCount(max.value),
        total: formatBytes(size.bytes.total),
        share: formatShare(size.memoryShare),
        memory: formatBytes(target.memory),
      }),
      key: dotted(table.max.setting.subject.key.fact.path),
      data: {
        max: table.max.setting,
        good: largestMax({ target, buckets: buckets.value, features: featuresOf(context) }, memoryShare * target.memory),
      },
    };
  },
  fix: ({ max, good }) => (good > 0 ? [lowerLimit(max.line, good)] : []),
});

/** The most entries whose full table stays within a budget of bytes; 0 where even the hash table does not. */
function largestMax(table: Omit<TableRequest, "entries">, budget: number): number {
  let low = 0;
  let high = 2 ** 31 - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tableMemory({ ...table, entries: middle }).bytes.total <= budget) low = middle;
    else high = middle - 1;
  }
  return low;
}
