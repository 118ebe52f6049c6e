// A file as `sysctl` of procps 4.0.2 reads it: read in its source (sysctl.c), measured under strace.
import { equalsIn, ISSPACE, lineCounter, SetStatement, type Statement, type Statements, trimmed } from "./statement.ts";

export function procpsLines(text: string): Statements {
  const all: Statement[] = [];
  const lineOf = lineCounter(text);
  let nul = -1;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    // The line feed belongs to the line: alone it makes "x" two bytes long.
    const next = feed < 0 ? text.length : feed + 1;
    if (nul < start) nul = placeOf(text, "\0", start);
    const statement = procpsLine(text, start, Math.min(nul, next), lineOf);
    if (statement) all.push(statement);
    start = next;
  }
  return { all };
}

/** Beyond the text where there is none. */
function placeOf(text: string, character: string, from: number): number {
  const found = text.indexOf(character, from);
  return found < 0 ? text.length : found;
}

/** One line, from its start to behind its line feed. */
export function procpsLine(text: string, start: number, end: number, lineOf: (offset: number) => number): Statement | undefined {
  let from = start;
  while (from < end && ISSPACE.has(text[from] ?? "")) from++;
  const first = text[from] ?? "";
  if (end - from < 2 && !(end - from === 1 && first > "\x7f")) return undefined;
  if (first === "#" || first === ";") return undefined;
  const equals = equalsIn(text, from, end);
  const dash = first === "-";
  if (equals === undefined && !dash) return undefined;
  // A blank after the dash stays in the key.
  const keyStart = from + (dash ? 1 : 0);
  const keySpan = { start: keyStart, end: rightTrimmed(text, keyStart, equals ?? end) };
  const key = text.slice(keySpan.start, keySpan.end);
  const content = trimmed(text, { start: from, end }, ISSPACE);
  const line = lineOf(from);
  if (equals === undefined) return { kind: "exclude", ...content, line, key };
  const valueSpan = trimmed(text, { start: equals + 1, end }, ISSPACE);
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

/** Never takes the first character off: its rstrip() stops there. */
function rightTrimmed(text: string, start: number, end: number): number {
  let to = end;
  while (to > start + 1 && ISSPACE.has(text[to - 1] ?? "")) to--;
  return to;
}
