// What a number means, beside it: durations, sizes, and what a table costs.
import type { Context, ContextOptions, Setting } from "../rules/context.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";
import { formatBytes, formatCount, formatDuration } from "../units/units.ts";
import { documentContext } from "./document-context.ts";
import { bucketsCost, bucketsSentence, costOf, tableSentences } from "./table-cost.ts";

export interface InlayHint {
  /** Right after the value. */
  readonly offset: number;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
}

/** Hints for the settings in a span, in order. Silent where the number says it all. */
export function inlayHints(document: SysctlDocument, span: Span, options: ContextOptions): readonly InlayHint[] {
  const context = documentContext(document, options);
  const hints: InlayHint[] = [];
  for (const setting of context.settings) {
    if (setting.line.end < span.start || setting.line.start > span.end) continue;
    const said = meaning(setting, context);
    if (said) hints.push({ offset: setting.line.value.end, ...said });
  }
  return hints;
}

function meaning({ subject, verdict }: Setting, context: Context): Omit<InlayHint, "offset"> | undefined {
  if (subject.kind !== "key" || verdict?.value === undefined || verdict.value <= 0n) return undefined;
  const value = Number(verdict.value);
  if (!Number.isSafeInteger(value)) return undefined;
  switch (subject.key.fact.unit) {
    case "seconds": {
      const label = formatDuration(value);
      return label === `${value} s` ? undefined : { label, tooltip: `${formatCount(value)} seconds` };
    }
    case "bytes":
      return value < 1024 ? undefined : { label: formatBytes(value), tooltip: `${formatCount(value)} bytes` };
    case "entries": {
      const cost = costOf(context, value);
      return cost && { label: `${formatBytes(cost.bytes.total)} when full`, tooltip: tableSentences(cost) };
    }
    case "buckets": {
      const cost = bucketsCost(context, value);
      if (!cost) return undefined;
      const rounded = verdict.outcome === "alters" ? `${formatCount(cost.buckets.actual)} buckets, ` : "";
      return { label: `${rounded}${formatBytes(cost.bytes.hashTable)}`, tooltip: bucketsSentence(cost) };
    }
    default:
      return undefined;
  }
}
