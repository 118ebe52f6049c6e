// What a question is asked about: hosts, how they are told apart, and the time. Written into each answer as a label, so that
// a saved answer says itself what it is the answer to.
import { isLabel, type Matcher, oneOf, printMatchers } from "./matchers.ts";
import type { Span } from "./span.ts";

export interface Scope {
  readonly span: Span;
  readonly matchers: readonly Matcher[];
  /** Labels that make a pool, in order. */
  readonly by: readonly string[];
  /** The label that names a host. */
  readonly host: string;
  /** Only these, where there are too many for one answer. */
  readonly hosts?: readonly string[];
}

/** The label that our answers carry. */
export const TAG = "conntrack_planner";

export function selectorOf(metric: string, { matchers, host, hosts }: Scope, more: readonly Matcher[] = []): string {
  return `${metric}${printMatchers([...more, ...matchers, ...(hosts ? [oneOf(host, hosts)] : [])])}`;
}

/** The labels that an answer keeps. */
export function keptLabels({ by, host }: Scope): readonly string[] {
  return [...new Set([...by, host])];
}

export function printTag(question: string, { span, by, host }: Scope): string {
  return [question, span.end, span.range, span.window, span.step, by.join(","), host].join(";");
}

/** What an answer was asked for; undefined for one that is none of ours. */
export function readTag(tag: string): { readonly question: string; readonly scope: Scope } | undefined {
  const [question = "", end, range, window, step, by = "", host = ""] = tag.split(";");
  const numbers = [end, range, window, step].map((text) => (/^\d{1,12}$/.test(text ?? "") ? Number(text) : Number.NaN));
  const [at = 0, whole = 0, each = 0, fine = 0] = numbers;
  const labels = by.split(",");
  if (!numbers.every((value) => value > 0) || whole % each !== 0 || each % fine !== 0 || whole / each > 10_000) return undefined;
  if (!isLabel(host) || !labels.every(isLabel)) return undefined;
  return { question, scope: { span: { end: at, range: whole, window: each, step: fine }, matchers: [], by: labels, host } };
}

/** The name of the pool that these labels are in, and of the host. */
export function placeOf(labels: Readonly<Record<string, string>>, { by, host }: Scope): { readonly pool: string; readonly host: string } {
  return { pool: by.map((label) => labels[label] ?? "").join("/"), host: labels[host] ?? "" };
}
