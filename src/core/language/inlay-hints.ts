// What a number means, beside it: durations, sizes, and what a table costs.

import type { RunningSettings } from "../evidence/host.ts";
import type { Context, ContextOptions } from "../rules/engine/context.ts";
import type { Setting } from "../rules/engine/setting.ts";
import { sizeOf } from "../rules/engine/table-figures.ts";
import { tableSentences } from "../sizing/table-words.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";
import { formatBytes, formatCount, formatDuration } from "../units/units.ts";
import { say } from "../words/say.ts";
import { documentContext } from "./document-context.ts";
import { type RunningValue, runningValues } from "./running-values.ts";
import { bucketsCost, bucketsSentence } from "./table-cost.ts";

export interface InlayHint {
  /** Right after the value. */
  readonly offset: number;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
}

type Said = Omit<InlayHint, "offset">;

/**
 * Hints for the settings in a span, in order. Silent where the number says it all; with `running`, the settings of the
 * host that the file is for, they also tell what runs now where that is something else.
 */
export function inlayHints(document: SysctlDocument, span: Span, options: ContextOptions, running?: RunningSettings): readonly InlayHint[] {
  const context = documentContext(document, options);
  const now = running && runningValues(document, running);
  const hints: InlayHint[] = [];
  for (const setting of context.settings) {
    const { line } = setting;
    if (line.end < span.start || line.start > span.end) continue;
    const said = both(meaning(setting, context), now?.get(line.number));
    if (said) hints.push({ offset: line.value.end, ...said });
  }
  return hints;
}

function both(meant: Said | undefined, now: RunningValue | undefined): Said | undefined {
  if (now?.label === undefined) return meant;
  return meant
    ? { label: `${meant.label} · ${now.label}`, tooltip: `${meant.tooltip}\n\n${now.text}` }
    : { label: now.label, tooltip: now.text };
}

function meaning({ subject, verdict }: Setting, context: Context): Said | undefined {
  if (subject.kind !== "key" || verdict?.value === undefined || verdict.value <= 0n) return undefined;
  const value = Number(verdict.value);
  if (!Number.isSafeInteger(value)) return undefined;
  switch (subject.key.fact.unit) {
    case "seconds": {
      const label = formatDuration(value);
      return label === `${value} s` ? undefined : { label, tooltip: say("{count} seconds", { count: formatCount(value) }) };
    }
    case "bytes":
      return value < 1024 ? undefined : { label: formatBytes(value), tooltip: say("{count} bytes", { count: formatCount(value) }) };
    case "entries": {
      const cost = sizeOf(context, value);
      return cost && { label: say("{total} when full", { total: formatBytes(cost.bytes.total) }), tooltip: tableSentences(cost) };
    }
    case "buckets": {
      const cost = bucketsCost(context, value);
      if (!cost) return undefined;
      const memory = formatBytes(cost.bytes.hashTable);
      const count = formatCount(cost.buckets.actual);
      const label = verdict.outcome === "alters" ? say("{count} buckets, {memory}", { count, memory }) : memory;
      return { label, tooltip: bucketsSentence(cost) };
    }
    default:
      return undefined;
  }
}
