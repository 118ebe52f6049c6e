// What a hover shows on a key, a value or a rule-control comment.
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { judge } from "../kernel/judge.ts";
import type { KeyFact } from "../kernel/key-fact.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { targetOf } from "../kernel/target-words.ts";
import { findRule } from "../rules/index.ts";
import { size } from "../sizing/size.ts";
import { type Applier, writtenValue } from "../sysctl/applier.ts";
import { controlComments, readControl } from "../sysctl/control.ts";
import { cursorAt } from "../sysctl/cursor.ts";
import type { SettingLine, SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { describePath, valueText } from "./describe-key.ts";
import { escapeMarkdown, toMarkdown } from "./description.ts";

export interface Hover extends Span {
  /** Markdown without links or HTML. */
  readonly markdown: string;
}

export interface HoverOptions {
  readonly target: KernelTarget;
  readonly applier: Applier;
}

export function hover(document: SysctlDocument, offset: number, options: HoverOptions): Hover | undefined {
  const cursor = cursorAt(document, offset);
  if (!cursor) return undefined;
  if (cursor.where === "comment") {
    const word = readControl(document.text, cursor.line)?.words.find(({ start, end }) => offset >= start && offset <= end);
    const rule = word && findRule(word.text);
    return rule ? { start: word.start, end: word.end, markdown: `**${escapeMarkdown(rule.title)}**\n\n${rule.docs.why}` } : undefined;
  }
  const { line } = cursor;
  if ((line.kind !== "setting" && line.kind !== "exclusion") || line.placeholder || line.key.glob) return undefined;
  const target = targetOf(options.target, controlComments(document));
  const description = describePath(line.key.path, target);
  if (!description) return undefined;
  const fact = findKey(line.key.path);
  const value = line.kind === "setting" && fact ? valueMarkdown(document, line, fact, { ...options, target }) : undefined;
  if (cursor.where === "value") {
    if (value === undefined || line.kind !== "setting" || offset < line.value.start || offset > line.value.end) return undefined;
    return { start: line.value.start, end: line.value.end, markdown: value };
  }
  const start = line.key.start;
  if (offset < start) return undefined;
  const markdown = toMarkdown(description);
  return { start, end: line.key.end, markdown: value === undefined ? markdown : `${value}\n\n---\n\n${markdown}` };
}

/** What the written value means, and what it costs. */
function valueMarkdown(document: SysctlDocument, line: SettingLine, fact: KeyFact, options: HoverOptions): string | undefined {
  const written = writtenValue(options.applier, line.value.text);
  if (written === undefined) return undefined;
  const verdict = judge(keyAt(fact, options.target), written, options.target);
  if (verdict.value === undefined || verdict.value > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const value = Number(verdict.value);
  const parts = [`${escapeMarkdown(valueText(value, fact.unit))}`];
  const named = fact.named?.find((entry) => entry.value === value);
  if (named && fact.unit !== "switch") parts[0] = `${value}: ${escapeMarkdown(named.means)}`;
  if (fact.unit === "entries" && value > 0) parts.push(escapeMarkdown(maxCost(value, bucketsOf(document, options), options.target)));
  if (fact.unit === "buckets" && value > 0) parts.push(escapeMarkdown(bucketCost(value, options.target)));
  return parts.join("\n\n");
}

/** The hash-table size that the same file sets, if it does. */
function bucketsOf(document: SysctlDocument, options: HoverOptions): number | undefined {
  let found: number | undefined;
  for (const line of document.lines) {
    if (line.kind !== "setting" || line.key.path !== "net/netfilter/nf_conntrack_buckets") continue;
    const fact = findKey(line.key.path);
    const written = writtenValue(options.applier, line.value.text);
    const verdict = fact && written !== undefined ? judge(keyAt(fact, options.target), written, options.target) : undefined;
    if (verdict?.value !== undefined && verdict.value > 0n) found = Number(verdict.value);
  }
  return found;
}

function maxCost(max: number, buckets: number | undefined, target: KernelTarget): string {
  const result = size({ target, max, ...(buckets === undefined ? {} : { buckets }) });
  if ("error" in result) return result.error;
  const { bytes, chain } = result;
  const table = `A full table takes ${formatBytes(bytes.total)} of kernel memory (${formatBytes(bytes.entries)} for entries, ${formatBytes(bytes.hashTable)} for ${formatCount(result.buckets.actual)} buckets), in every namespace that fills it.`;
  const chains = `Mean chain when full: ${chain.mean.toFixed(chain.mean < 10 ? 1 : 0)}.`;
  const refused =
    chain.refusedShare !== null && chain.refusedShare >= 0.001
      ? ` The hash table refuses inserts long before: about ${formatCount(chain.heldOfMax ?? 0)} of ${formatCount(max)} flows get in.`
      : "";
  return `${table} ${chains}${refused}`;
}

function bucketCost(buckets: number, target: KernelTarget): string {
  const result = size({ target, max: 1, buckets });
  return "error" in result
    ? result.error
    : `The hash table takes ${formatBytes(result.bytes.hashTable)} of kernel memory, full or empty (${formatCount(result.buckets.actual)} buckets).`;
}
