// The line over the limit: what the whole table costs, and how long its chains are.
import type { ContextOptions } from "../rules/engine/context.ts";
import { tableLine } from "../sizing/table-words.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";
import { documentContext } from "./document-context.ts";
import { bucketsOrigin, tableCost } from "./table-cost.ts";

export interface CodeLens extends Span {
  readonly title: string;
  /** Path of the key that it is about. */
  readonly key: string;
}

/** One lens, over the line whose limit is in force; none where the file sets no limit. */
export function codeLenses(document: SysctlDocument, options: ContextOptions): readonly CodeLens[] {
  const cost = tableCost(documentContext(document, options));
  if (!cost?.maxLine) return [];
  const { key } = cost.maxLine;
  return [{ start: key.start, end: key.end, title: `${tableLine(cost.size)}${bucketsOrigin(cost)}`, key: key.path }];
}
