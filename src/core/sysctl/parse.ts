// Text to document. Never throws, keeps every byte: the lines' spans and the line endings between them are the text.
import { skipBlanks, trimEnd } from "./blanks.ts";
import type { KeyToken, Line, SysctlDocument } from "./document.ts";
import { keyPath } from "./key-path.ts";
import { hasPlaceholder, isPlaceholder, openBlock } from "./placeholder.ts";
import { isUsualKey, keptKey } from "./usual-key.ts";

const LF = 10;
const CR = 13;
const HASH = 35;
const MINUS = 45;
const SEMICOLON = 59;

/** Characters that placeholders begin or end with: a look at them saves most lines the patterns. */
const SUSPICIOUS = /[$%<@{}([]/g;

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
  // Once for all keys that are not kept: a third of the time of a replacement in each.
  let replaced: string | undefined;
  const slashed: Slashed = () => {
    replaced ??= withSlashes(text);
    return replaced;
  };
  const lineFeed = finder(text, "\n");
  const carriageReturn = finder(text, "\r");
  const equalsSign = finder(text, "=");
  const suspect = finder(text, SUSPICIOUS);
  for (;;) {
    const end = Math.min(lineFeed(start), carriageReturn(start));
    const equals = equalsSign(start) < end ? equalsSign(start) : -1;
    const suspicious = suspect(start) < end;
    lineStarts.push(start);
    const contentStart = start === 0 ? mark : start;
    // Within a block of a template that an earlier line opened, everything is the template's.
    const inside = closing !== undefined;
    lines.push(parseLine(text, slashed, lines.length, start, contentStart, end, equals, suspicious, inside));
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

/** The text with slashes for dots. */
type Slashed = () => string;

/** Characters that are replaced at a time. */
const PIECE = 1 << 16;

/**
 * Dots as slashes. The engine notes the place of each before it replaces them: of long texts, piece by piece. By a pattern, as it
 * makes a tree of all that a text replaces, which takes 60 times the room.
 */
function withSlashes(text: string): string {
  if (text.length <= PIECE) return text.replace(/\./g, "/");
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) pieces.push(text.slice(at, at + PIECE).replace(/\./g, "/"));
  return pieces.join("");
}

/**
 * Where something stands next, from offsets that only grow; the text's length where nowhere. The engine's own search looks
 * at each character once and many at a time: a loop over characters takes twice as long for a whole file.
 */
function finder(text: string, what: string | RegExp): (from: number) => number {
  const next = (from: number): number => {
    if (typeof what === "string") return text.indexOf(what, from);
    what.lastIndex = from;
    return what.exec(text)?.index ?? -1;
  };
  let found = -1;
  return (from) => {
    if (found < from) {
      found = next(from);
      if (found < 0) found = text.length;
    }
    return found;
  };
}

function parseLine(
  text: string,
  slashed: Slashed,
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
    return { kind: "exclusion", number, start, end, key: key(text, slashed, keyStart, last), placeholder };
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
    key: key(text, slashed, keyStart, keyEnd),
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

function key(text: string, slashed: Slashed, start: number, end: number): KeyToken {
  const written = text.slice(start, end);
  const known = keptKey(written);
  if (known) return { text: known.text, start, end, path: known.path, glob: false, odd: false };
  if (isUsualKey(written)) return { text: written, start, end, path: slashed().slice(start, end), glob: false, odd: false };
  return { text: written, start, end, path: keyPath(written), glob: /[*?[]/.test(written), odd: /[\s"'\0]/.test(written) };
}
