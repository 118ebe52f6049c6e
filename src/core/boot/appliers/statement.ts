// What an applier makes of one line of a file. The three readers beside this give it; nothing is looked up here.
import { usualKey } from "../../kernel/catalogue.ts";
import type { Span } from "../../text/span.ts";

/** What a line that sets a key says, and where. */
export interface SetParts extends Span {
  /** From 0, as editors count: LF, CR and CRLF end a line, whatever the applier thinks. */
  readonly line: number;
  /** As the applier sees it, trimmed its way. */
  readonly key: string;
  /** The text it would write, without a line feed. */
  readonly value: string;
  /** A leading `-`. */
  readonly ignoreFailure: boolean;
  /** A template's placeholder is in its key, or elsewhere in the line: what it will say is not known. */
  readonly placeholder?: "key" | "value" | undefined;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** Numbers alone: of trees with a hundred thousand lines, an object for each span is half of all that is kept. */
export class SetStatement implements SetParts {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly key: string;
  readonly value: string;
  readonly ignoreFailure: boolean;
  readonly placeholder: SetParts["placeholder"];
  private readonly keyStart: number;
  private readonly keyEnd: number;
  private readonly valueStart: number;
  private readonly valueEnd: number;

  constructor({ start, end, line, key, value, ignoreFailure, placeholder, keySpan, valueSpan }: SetParts) {
    this.start = start;
    this.end = end;
    this.line = line;
    this.key = usualKey(key)?.dotted ?? key;
    this.value = value;
    this.ignoreFailure = ignoreFailure;
    this.placeholder = placeholder;
    this.keyStart = keySpan.start;
    this.keyEnd = keySpan.end;
    this.valueStart = valueSpan.start;
    this.valueEnd = valueSpan.end;
  }

  get kind(): "set" {
    return "set";
  }

  get keySpan(): Span {
    return { start: this.keyStart, end: this.keyEnd };
  }

  get valueSpan(): Span {
    return { start: this.valueStart, end: this.valueEnd };
  }

  with(changes: Partial<SetParts>): SetStatement {
    const { start, end, line, key, value, ignoreFailure, placeholder, keySpan, valueSpan } = this;
    return new SetStatement({ start, end, line, key, value, ignoreFailure, placeholder, keySpan, valueSpan, ...changes });
  }
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
  /** Each line names another key of the tables, and has a value; the rest of the file is comments, and lines of keys that are nobody's. */
  readonly plain?: boolean;
}

/** A line that ends where an editor ends it. */
export type LineReader = (text: string, start: number, end: number, lineOf: (offset: number) => number) => Statement | undefined;

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
