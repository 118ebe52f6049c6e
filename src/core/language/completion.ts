// What can be written at a cursor: keys of the target, and values with what they mean.
import { keyAt } from "../kernel/at-target.ts";
import { allKeys, findKey } from "../kernel/catalogue.ts";
import type { KeyFact } from "../kernel/key-fact.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { targetOf } from "../kernel/target-words.ts";
import { controlComments } from "../sysctl/control.ts";
import { cursorAt } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import type { Span } from "../text/span.ts";
import { computedDefault, describeKey, valueText } from "./describe-key.ts";
import { toMarkdown } from "./description.ts";

export interface CompletionItem {
  readonly label: string;
  readonly kind: "key" | "value";
  /** What replaces the span. */
  readonly insert: string;
  readonly replace: Span;
  /** Short, beside the label. */
  readonly detail: string;
  /** Markdown, asked for only when the item is looked at. */
  readonly documentation?: () => string;
  /** Order among its like. */
  readonly rank: number;
}

export function complete(document: SysctlDocument, offset: number, base: KernelTarget): readonly CompletionItem[] {
  const cursor = cursorAt(document, offset);
  if (!cursor || cursor.where === "comment") return [];
  const target = targetOf(base, controlComments(document));
  if (cursor.where === "value") {
    const fact = findKey(cursor.line.key.path);
    // Right after `=` a blank goes with the value.
    const blank = document.text[cursor.start - 1] === "=" ? " " : "";
    return fact ? values(fact, { start: cursor.start, end: cursor.end }, blank, target) : [];
  }
  const typed = document.text.slice(cursor.start, offset);
  const slashed = /^[^.]*\//.test(typed);
  return allKeys()
    .filter((fact) => keyAt(fact, target).present !== "no" && keyAt(fact, target).writable !== "no")
    .map((fact, rank) => {
      const label = slashed ? fact.path : dotted(fact.path);
      const key = keyAt(fact, target);
      return {
        label,
        kind: "key",
        insert: cursor.hasValue ? label : `${label} = `,
        replace: { start: cursor.start, end: cursor.end },
        detail: fact.unit,
        documentation: () => toMarkdown(describeKey(key, target)),
        rank,
      };
    });
}

function values(fact: KeyFact, replace: Span, blank: string, target: KernelTarget): readonly CompletionItem[] {
  const items = new Map<string, CompletionItem>();
  const offer = (value: number, detail: string): void => {
    const label = String(value);
    if (!items.has(label)) items.set(label, { label, kind: "value", insert: blank + label, replace, detail, rank: items.size });
  };
  for (const value of keyAt(fact, target).defaults) {
    const number = value === "computed" ? computedDefault(fact, target) : value;
    if (number !== undefined) offer(number, `default: ${valueText(number, fact.unit)}`);
  }
  for (const { value, why } of fact.common ?? []) offer(value, why);
  for (const { value, means } of fact.named ?? []) offer(value, means);
  return [...items.values()];
}
