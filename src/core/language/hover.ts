// What a hover shows on a key, a value or a rule-control comment.
import type { RunningSettings } from "../evidence/host.ts";
import { findKey } from "../kernel/catalogue.ts";
import { judge } from "../kernel/judge.ts";
import type { KeyFact } from "../kernel/key-fact.ts";
import { wordsOf } from "../kernel/key-words.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { targetOf } from "../kernel/target-words.ts";
import { docsOf } from "../rules/docs.ts";
import type { Context } from "../rules/engine/context.ts";
import type { HostPart } from "../rules/engine/host-part.ts";
import { sizeOf } from "../rules/engine/table-figures.ts";
import { findRule } from "../rules/index.ts";
import { tableSentences } from "../sizing/table-words.ts";
import type { Applier } from "../sysctl/applier.ts";
import { controlComments, readControl, wordAt } from "../sysctl/control.ts";
import { cursorAt } from "../sysctl/cursor.ts";
import type { SettingLine, SysctlDocument } from "../sysctl/document.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import { describePath, valueText } from "./describe-key.ts";
import { atAGlance } from "./description.ts";
import { documentContext } from "./document-context.ts";
import { inForceText } from "./in-force-text.ts";
import { runningValues } from "./running-values.ts";
import { bucketsCost, bucketsSentence } from "./table-cost.ts";

export interface Hover extends Span {
  /** Markdown without links or HTML. */
  readonly markdown: string;
  /** The same, of what counts less: it stands below what can be done. */
  readonly besides?: string;
  /** Path of the key that it is about; undefined for anything else. */
  readonly key?: string;
}

/** What is shown one below the other, where nothing can be done in between. */
export function hoverParts({ markdown, besides }: Hover): readonly string[] {
  return besides === undefined ? [markdown] : [markdown, besides];
}

export interface HoverOptions {
  readonly target: KernelTarget;
  readonly applier: Applier;
  /** The configuration that the file is a part of, where it is known. */
  readonly host?: HostPart;
}

/** `running` are the settings of the host at hand, to be held against the file's. */
export function hover(document: SysctlDocument, offset: number, options: HoverOptions, running?: RunningSettings): Hover | undefined {
  const cursor = cursorAt(document, offset);
  if (!cursor) return undefined;
  if (cursor.where === "comment") {
    const control = readControl(document.text, cursor.line);
    const word = control && wordAt(control, offset);
    const rule = word && findRule(word.text);
    if (!rule) return undefined;
    const { title, why } = docsOf(rule.id);
    return { start: word.start, end: word.end, markdown: `**${escapeMarkdown(title)}**\n\n${why}` };
  }
  const { line } = cursor;
  if ((line.kind !== "setting" && line.kind !== "exclusion") || line.placeholder || line.key.glob) return undefined;
  const target = targetOf(options.target, controlComments(document));
  const description = describePath(line.key.path, target);
  if (!description) return undefined;
  const fact = findKey(line.key.path);
  const context = documentContext(document, options);
  const inTree = fact && inForceText(context.host, line);
  const own = line.kind === "setting" ? written(line, context) : undefined;
  const now = running && runningValues(document, running).get(line.number)?.text;
  const consequences = [own?.costs, inTree, now].flatMap((part) => (part === undefined ? [] : [escapeMarkdown(part)]));
  const key = line.key.path;
  if (cursor.where === "value") {
    const value = [...(own ? [escapeMarkdown(own.value)] : []), ...consequences].join("\n\n");
    if (value === "" || line.kind !== "setting" || offset < line.value.start || offset > line.value.end) return undefined;
    return { start: line.value.start, end: line.value.end, markdown: value, key };
  }
  const start = line.key.start;
  if (offset < start || offset > line.key.end) return undefined;
  const { first, besides } = atAGlance(description, own?.value);
  return { start, end: line.key.end, markdown: [first, ...consequences].join("\n\n"), key, ...(besides !== "" && { besides }) };
}

/** What the written value means, and what it costs. */
function written(line: SettingLine, context: Context): { readonly value: string; readonly costs: string | undefined } | undefined {
  const setting = context.settings.find((one) => one.line.number === line.number);
  if (setting?.subject.kind !== "key" || setting.written === undefined) return undefined;
  const { key } = setting.subject;
  // A key that the target lets nobody write has no verdict; what the number means it means all the same.
  const { value: taken } = setting.verdict ?? judge(key, setting.written, context.target);
  if (taken === undefined || taken > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const { fact } = key;
  const value = Number(taken);
  const named = wordsOf(fact.path).named?.find((entry) => entry.value === value);
  const text = named && fact.unit !== "switch" ? `${value}: ${named.means}` : valueText(value, fact.unit);
  return { value: text, costs: value > 0 ? costSentences(context, fact, value) : undefined };
}

function costSentences(context: Context, fact: KeyFact, value: number): string | undefined {
  if (fact.unit !== "entries" && fact.unit !== "buckets") return undefined;
  const cost = fact.unit === "entries" ? sizeOf(context, value) : bucketsCost(context, value);
  return cost && (fact.unit === "entries" ? tableSentences(cost) : bucketsSentence(cost));
}
