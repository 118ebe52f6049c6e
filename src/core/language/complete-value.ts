// Values at a cursor: the default, and what people set, each with what it means.
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { actualBuckets } from "../kernel/hash-table.ts";
import { contextOf } from "../rules/engine/context.ts";
import { maxOf } from "../rules/engine/table-figures.ts";
import { formatCount } from "../units/units.ts";
import type { CompletionContext, CompletionItem, ValueCursor } from "./completion-item.ts";
import { computedDefault, valueText } from "./describe-key.ts";

export function completeValue({ line, start, end }: ValueCursor, context: CompletionContext): readonly CompletionItem[] {
  const { document, target } = context;
  const fact = findKey(line.key.path);
  if (!fact) return [];
  // Right after `=` a blank goes with the value.
  const blank = document.text[start - 1] === "=" ? " " : "";
  const items = new Map<string, CompletionItem>();
  const offer = (value: number, detail: string): void => {
    const label = String(value);
    if (items.has(label)) return;
    items.set(label, { label, kind: "value", insert: blank + label, replace: { start, end }, detail, rank: items.size, goesOn: false });
  };
  if (fact.unit === "buckets") {
    const max = maxOf(contextOf(document, context))?.value;
    if (max !== undefined) offer(actualBuckets(target, max), `one for each of ${formatCount(max)} entries: average chain when full 2.0`);
  }
  for (const value of keyAt(fact, target).defaults) {
    const number = value === "computed" ? computedDefault(fact, target) : value;
    if (number !== undefined) offer(number, `default: ${valueText(number, fact.unit)}`);
  }
  for (const { value, why } of fact.common ?? []) offer(value, why);
  for (const { value, means } of fact.named ?? []) offer(value, means);
  return [...items.values()];
}
