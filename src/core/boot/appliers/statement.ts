// What an applier makes of one line of a file. The three readers beside this give it; nothing is looked up here.
import type { Span } from "../../text/span.ts";

export interface SetStatement extends Span {
  readonly kind: "set";
  /** From 0, as editors count: LF, CR and CRLF end a line, whatever the applier thinks. */
  readonly line: number;
  /** As the applier sees it, trimmed its way. */
  readonly key: string;
  /** The text it would write, without a line feed. */
  readonly value: string;
  /** A leading `-`. */
  readonly ignoreFailure: boolean;
  /** A template's placeholder is in its key, or elsewhere in the line: what it will say is not known. */
  readonly placeholder?: "key" | "value";
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** `-key`: keeps globs away from it. */
interface ExcludeStatement extends Span {
  readonly kind: "exclude";
  readonly line: number;
  readonly key: string;
}

export type Statement = SetStatement | ExcludeStatement;

export interface Statements {
  readonly all: readonly Statement[];
  /** Where the applier gave the file up; the rest is not read. */
  readonly abandonedAt?: number;
}

/** Lines of rising offsets, as editors count them. */
export function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line++;
    }
    return line;
  };
}

/** The first `=` of a line; looks no further, so that many lines without one cost no more than others. */
export function equalsIn(text: string, start: number, end: number): number | undefined {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 61) return at;
  return undefined;
}

/** The part of a span that is left when characters of a set are taken off both its ends. */
export function trimmed(text: string, { start, end }: Span, blank: ReadonlySet<string>): Span {
  let from = start;
  let to = end;
  while (from < to && blank.has(text[from] ?? "")) from++;
  while (to > from && blank.has(text[to - 1] ?? "")) to--;
  return { start: from, end: to };
}

/** What isspace(3) knows. */
export const ISSPACE: ReadonlySet<string> = new Set([" ", "\t", "\n", "\v", "\f", "\r"]);
