// A file as `sysctl -p` of BusyBox 1.35 reads it: read in its source (sysctl.c, parse_config.c), measured under strace.
import type { Span } from "../../text/span.ts";
import { ISSPACE, lineCounter, SetStatement, type Statement, type Statements } from "./statement.ts";

export function busyboxLines(text: string): Statements {
  const all: Statement[] = [];
  const lineOf = lineCounter(text);
  for (let start = 0; start < text.length; ) {
    const joined = join(text, start);
    const statement = readLine(joined, lineOf);
    if (statement) all.push(statement);
    start = joined.next;
  }
  return { all };
}

/** A logical line: physical lines that end in a backslash are glued to the next one, without the backslash. */
interface Joined {
  readonly text: string;
  /** Offset in the file of each piece, with the offset in the joined text where it begins. */
  readonly pieces: readonly { readonly from: number; readonly at: number }[];
  readonly next: number;
}

function join(text: string, start: number): Joined {
  const pieces: { from: number; at: number }[] = [];
  /** What was glued so far, none of it empty: put together at the end, or each line would have all before it copied. */
  const parts: string[] = [];
  let length = 0;
  let at = start;
  for (;;) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const next = feed < 0 ? text.length : feed + 1;
    pieces.push({ from: at, at: length });
    if (end > at) parts.push(text.slice(at, end));
    length += end - at;
    at = next;
    // What counts is the end of all that was glued so far: an empty line after "\\\\" goes on as well.
    const last = parts.at(-1);
    const goesOn = last?.endsWith("\\") === true;
    if (goesOn) {
      parts.pop();
      if (last.length > 1) parts.push(last.slice(0, -1));
      length--;
    }
    if (!goesOn || next >= text.length) return { text: cutAtNul(parts.join("")), pieces, next };
  }
}

function cutAtNul(text: string): string {
  const nul = text.indexOf("\0");
  return nul < 0 ? text : text.slice(0, nul);
}

/** One line that is not continued, from its start to its end. */
export function busyboxLine(text: string, start: number, end: number, lineOf: (offset: number) => number): Statement | undefined {
  return readLine({ text: text.slice(start, end), pieces: [{ from: start, at: 0 }], next: end }, lineOf);
}

function readLine({ text, pieces }: Joined, lineOf: (offset: number) => number): Statement | undefined {
  let first = 0;
  while (first < text.length && ISSPACE.has(text[first] ?? "")) first++;
  const start = text[first];
  if (start === undefined || start === "#" || start === ";") return undefined;
  const equals = text.indexOf("=");
  // It wants a second word: something after `=`, and no `#` right there.
  if (equals < 0 || equals + 1 >= text.length || text[equals + 1] === "#") return undefined;
  const keySpan = spanOf(text, 0, equals);
  const valueSpan = spanOf(text, equals + 1, text.length);
  const inFile = ({ start: from, end: to }: Span): Span => ({ start: place(pieces, from), end: place(pieces, to) });
  const content = inFile({ start: keySpan.start, end: Math.max(valueSpan.end, equals + 1) });
  return new SetStatement({
    start: content.start,
    end: content.end,
    line: lineOf(content.start),
    key: text.slice(keySpan.start, keySpan.end),
    value: text.slice(valueSpan.start, valueSpan.end),
    ignoreFailure: false,
    keySpan: inFile(keySpan),
    valueSpan: inFile(valueSpan),
  });
}

function spanOf(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && ISSPACE.has(text[start] ?? "")) start++;
  while (end > start && ISSPACE.has(text[end - 1] ?? "")) end--;
  return { start, end };
}

function place(pieces: Joined["pieces"], offset: number): number {
  const piece = pieces.findLast(({ at }) => at <= offset) ?? { from: 0, at: 0 };
  return piece.from + offset - piece.at;
}
