// What folds: comments of several lines, and the settings below a heading.
import type { SysctlDocument } from "../sysctl/document.ts";
import { commentBlocks, sections } from "./blocks.ts";

export interface FoldingRange {
  /** Line numbers from 0, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly kind: "comment" | "section";
}

/** A folded section keeps its whole heading in sight: it folds from the heading's last line on. */
export function foldingRanges(document: SysctlDocument): readonly FoldingRange[] {
  const blocks = commentBlocks(document);
  return [
    ...blocks.filter(({ first, last }) => last > first).map(({ first, last }): FoldingRange => ({ first, last, kind: "comment" })),
    ...sections(document, blocks).map(({ heading, last }): FoldingRange => ({ first: heading.last, last, kind: "section" })),
  ].sort((a, b) => a.first - b.first || b.last - a.last);
}
