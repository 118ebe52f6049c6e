// Values at a cursor: the default, and what people set, each with what it means.

import { bucketsAbove, limitAbove } from "../advice/below-own.ts";
import { recommendedBuckets, tooFewBuckets } from "../advice/buckets.ts";
import { offeredValues } from "../advice/offered.ts";
import { stepsFor } from "../advice/timeout-steps.ts";
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { computedDefault } from "../kernel/default-value.ts";
import { judge } from "../kernel/judge.ts";
import type { Unit } from "../kernel/key-fact.ts";
import { wordsOf } from "../kernel/key-words.ts";
import { type Context, contextOf } from "../rules/engine/context.ts";
import { bucketsOf, maxOf, sizeOf } from "../rules/engine/table-figures.ts";
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { CompletionContext, CompletionItem, ValueCursor } from "./completion-item.ts";
import { valueText } from "./describe-key.ts";

export function completeValue({ line, start, end }: ValueCursor, context: CompletionContext): readonly CompletionItem[] {
  const { document, target } = context;
  const fact = findKey(line.key.path);
  if (!fact) return [];
  // Right after `=` a blank goes with the value.
  const blank = document.text[start - 1] === "=" ? " " : "";
  const key = keyAt(fact, target);
  const judged = fact.unit === "entries" || fact.unit === "buckets" ? contextOf(document, context) : undefined;
  // What a rule would mind is not offered.
  const fits = (value: number): boolean =>
    judge(key, String(value), target).outcome === "accepts" &&
    (judged ? bears(judged, fact.unit, value) : fact.unit !== "seconds" || value >= (stepsFor(fact.path)?.information ?? 1));
  const items = new Map<string, CompletionItem>();
  const offer = (value: number, detail: string): void => {
    const label = String(value);
    if (items.has(label) || !fits(value)) return;
    items.set(label, { label, kind: "value", insert: blank + label, replace: { start, end }, detail, rank: items.size, goesOn: false });
  };
  if (fact.unit === "buckets") {
    const max = judged && maxOf(judged)?.value;
    if (max !== undefined)
      offer(recommendedBuckets(target, max), say("one per entry ({max}): average chain when full 2.0", { max: formatCount(max) }));
  }
  for (const value of key.defaults) {
    const number = value === "computed" ? computedDefault(fact, target) : value;
    if (number !== undefined) offer(number, say("default: {value}", { value: valueText(number, fact.unit) }));
  }
  for (const { value, why } of offeredValues(fact.path)) offer(value, why);
  for (const { value, means } of wordsOf(fact.path).named ?? []) offer(value, means);
  return [...items.values()];
}

/** Whether the table would bear the value beside all else that the file has in force. */
function bears(context: Context, unit: Unit, value: number): boolean {
  const { target, memoryShare } = context;
  if ((unit === "entries" ? limitAbove(target, value) : bucketsAbove(target, value)) !== undefined) return false;
  const max = unit === "entries" ? value : maxOf(context)?.value;
  const buckets = unit === "buckets" ? value : bucketsOf(context)?.value;
  if (max === undefined || buckets === undefined) return true;
  if (tooFewBuckets(target, max, buckets)) return false;
  const share = unit === "entries" ? sizeOf(context, value)?.memoryShare : undefined;
  return share === undefined || share === null || share <= memoryShare;
}
