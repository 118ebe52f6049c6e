// Text to document. Never throws, keeps every byte: the lines' spans and the line endings between them are the text.
import type { KeyToken, Line, SysctlDocument } from "./document.ts";
import { keyPath } from "./key-path.ts";
import { hasPlaceholder, isPlaceholder, openBlock } from "./placeholder.ts";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const DOLLAR = 36;
const PERCENT = 37;
const MINUS = 45;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const AT = 64;
const PARENTHESIS = 40;
const BRACKET = 91;
const BRACE = 123;
const CLOSING_BRACE = 125;

/** Characters that placeholders begin or end with: a look at them saves most lines the patterns. */
const SUSPICIOUS: ReadonlySet<number> = new Set([DOLLAR, PERCENT, LESS, AT, BRACE, CLOSING_BRACE, PARENTHESIS, BRACKET]);

export interface ParseOptions {
  /** The file has a byte-order mark that the text has lost on its way here. */
  readonly byteOrderMark?: boolean;
}

export function parse(text: string, options: ParseOptions = {}): SysctlDocument {
  const lines: Line[] = [];
  const lineStarts: number[] = [];
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let newline: SysctlDocument["newline"] | undefined;
  let start = 0;
  let closing: string | undefined;
  for (;;) {
    let end = start;
    let equals = -1;
    let suspicious = false;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === LF || code === CR) break;
      if (code === EQUALS) {
        if (equals < 0) equals = end;
      } else if (SUSPICIOUS.has(code)) {
        suspicious = true;
      }
    }
    lineStarts.push(start);
    const contentStart = start === 0 ? mark : start;
    // Within a block of a template that an earlier line opened, everything is the template's.
    const inside = closing !== undefined;
    lines.push(parseLine(text, lines.length, start, contentStart, end, equals, suspicious, inside));
    if (inside || suspicious) closing = closingAfter(closing, text.slice(start, end));
    if (end >= text.length) break;
    const length = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1;
    newline ??= length === 2 ? "\r\n" : text.charCodeAt(end) === CR ? "\r" : "\n";
    start = end + length;
  }
  return {
    text,
    lines,
    lineStarts,
    byteOrderMark: mark === 1 || options.byteOrderMark === true,
    contentStart: mark,
    openAtEnd: closing !== undefined,
    newline: newline ?? "\n",
  };
}

function parseLine(
  text: string,
  number: number,
  start: number,
  from: number,
  end: number,
  equals: number,
  suspicious: boolean,
  inside: boolean,
): Line {
  const first = skipBlanks(text, from, end);
  if (first === end) return { kind: "blank", number, start, end };
  const code = text.charCodeAt(first);
  if (code === HASH || code === SEMICOLON) return { kind: "comment", number, start, end, marker: first };
  const placeholder = inside || (suspicious && hasPlaceholder(text.slice(first, end)));
  const last = trimEnd(text, first, end);
  const dash = code === MINUS;
  const keyStart = dash ? skipBlanks(text, first + 1, end) : first;
  if (equals < 0) {
    if (!dash || keyStart >= last) return { kind: "malformed", number, start, end, content: { start: first, end: last }, placeholder };
    return { kind: "exclusion", number, start, end, key: key(text, keyStart, last), placeholder };
  }
  const keyEnd = trimEnd(text, keyStart, equals);
  if (keyEnd <= keyStart) return { kind: "malformed", number, start, end, content: { start: first, end: last }, placeholder };
  const valueStart = Math.min(skipBlanks(text, equals + 1, end), Math.max(last, equals + 1));
  const value = text.slice(valueStart, Math.max(last, valueStart));
  return {
    kind: "setting",
    number,
    start,
    end,
    ignoreFailure: dash,
    blankAfterDash: dash && keyStart > first + 1,
    key: key(text, keyStart, keyEnd),
    equals,
    value: { text: value, start: valueStart, end: Math.max(last, valueStart) },
    placeholder: placeholder || isPlaceholder(value),
  };
}

/** The close that is still waited for after a line. */
function closingAfter(closing: string | undefined, line: string): string | undefined {
  if (closing === undefined) return openBlock(line);
  const at = line.indexOf(closing);
  return at < 0 ? closing : openBlock(line.slice(at + closing.length));
}

function key(text: string, start: number, end: number): KeyToken {
  const written = text.slice(start, end);
  return { text: written, start, end, path: keyPath(written), glob: /[*?[]/.test(written), odd: /[\s"'\0]/.test(written) };
}

/** The blanks that every applier trims. procps and BusyBox trim more; applier.ts knows. */
function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function trimEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}
