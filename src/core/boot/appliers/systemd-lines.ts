// A file as systemd-sysctl 252 reads it: read in its source (sysctl.c, fileio.c), measured under strace.
import { isLongerThan } from "../../text/bytes.ts";
import { equalsIn, lineCounter, SetStatement, type Statement, type Statements, trimmed } from "./statement.ts";

const BLANK: ReadonlySet<string> = new Set([" ", "\t", "\n", "\r"]);

/** Bytes of the longest line it takes (LONG_LINE_MAX - 1); a longer one ends the file. */
export const LONGEST = 1_048_575;

export function systemdLines(text: string): Statements {
  const all: Statement[] = [];
  const lineOf = lineCounter(text);
  // A carriage return and a NUL end a line like a line feed.
  const ends = /[\n\r\0]|$/g;
  for (let start = 0; start < text.length; ) {
    ends.lastIndex = start;
    const end = ends.exec(text)?.index ?? text.length;
    if (end - start > LONGEST / 3 && isLongerThan(text.slice(start, end), LONGEST)) return { all, abandonedAt: start };
    const statement = systemdLine(text, start, end, lineOf);
    if (statement) all.push(statement);
    start = end + 1;
  }
  return { all };
}

/** One line, from its start to its end. */
export function systemdLine(text: string, start: number, end: number, lineOf: (offset: number) => number): Statement | undefined {
  const content = trimmed(text, { start, end }, BLANK);
  const first = text[content.start];
  if (content.start === content.end || first === "#" || first === ";") return undefined;
  const dash = first === "-";
  const equals = equalsIn(text, content.start, content.end);
  if (equals === undefined && !dash) return undefined;
  const keySpan = trimmed(text, { start: content.start + (dash ? 1 : 0), end: equals ?? content.end }, BLANK);
  const key = text.slice(keySpan.start, keySpan.end);
  const line = lineOf(content.start);
  if (equals === undefined) return { kind: "exclude", ...content, line, key };
  const valueSpan = trimmed(text, { start: equals + 1, end: content.end }, BLANK);
  return new SetStatement({
    start: content.start,
    end: content.end,
    line,
    key,
    value: text.slice(valueSpan.start, valueSpan.end),
    ignoreFailure: dash,
    keySpan,
    valueSpan,
  });
}
