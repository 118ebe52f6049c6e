// The lines of a plain text about keys of ours, and whether there is anything else that somebody might have a word on: of a
// tree of very many files nearly all lines are about other keys, and nobody asks for those.
import { findLegacy, findVendor, usualKey } from "../../kernel/catalogue.ts";
import { isOrMeansKey } from "../../kernel/misplaced.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { variableOf } from "../../kernel/variable.ts";
import { skipBlanks, trimEnd } from "../../sysctl/blanks.ts";
import { isUsualKey } from "../../sysctl/usual-key.ts";
import { type LineReader, SetStatement, type Statement, type Statements } from "./statement.ts";
import { LONGEST } from "./systemd-lines.ts";

/** What programs read in more than one way, or what may open a block of a template. */
const ODD = /[^\t\n\r -~]|\r(?!\n)|[{<\\]/;
/** The same in a value: placeholders. */
const ODD_VALUE = /[$%@}([]|__/;

/**
 * Undefined for a text that is not plain: then all of its lines have to be looked at. Every line ends at a line feed, with or
 * without a carriage return before it, as all three appliers see it.
 */
export function ownLines(text: string, read: LineReader): Statements | undefined {
  if (text.length > LONGEST / 3 || ODD.test(text)) return undefined;
  const all: Statement[] = [];
  let plain = true;
  let line = 0;
  for (let start = 0, stop = 0; start < text.length; start = stop + 1, line++) {
    const feed = text.indexOf("\n", start);
    stop = feed < 0 ? text.length : feed;
    const end = text.charCodeAt(stop - 1) === RETURN ? stop - 1 : stop;
    const first = skipBlanks(text, start, end);
    const code = text.charCodeAt(first);
    if (first < end && (code === HASH || code === SEMICOLON)) {
      if (mayControl(text, first + 1, end)) plain = false;
    } else if (first < end) {
      const what = readLine(text, first, end, line);
      if (what === "odd") return undefined;
      if (what === "nothing" || what === "similar") plain = false;
      const statement = what === "similar" ? read(text, start, end, () => line) : what;
      if (typeof statement === "object") all.push(statement);
    }
  }
  if (!plain || isRepeating(all)) return { all };
  // A copy has no room for more, which a hundred thousand files would fill the memory with.
  return all.length === 0 ? NOTHING : { all: all.slice(), plain };
}

/** One for all files without a line about a key of ours. */
const NOTHING: Statements = { all: [], plain: true };

/** Files of more lines are not compared line by line. */
const FEW = 16;

function isRepeating(all: readonly Statement[]): boolean {
  if (all.length < 2) return false;
  const variables = all.map(({ key }) => variableOf(usualKey(key)?.path ?? key));
  if (all.length > FEW) return new Set(variables).size < all.length;
  return variables.some((variable, index) => variables.indexOf(variable) < index);
}

const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const MINUS = 45;
const SEMICOLON = 59;
const EQUALS = 61;

/**
 * A line that sets a key of the tables, as every applier reads it. "nothing": one that sets nothing, whoever reads it, and that
 * somebody may have a word on. "similar": of another key that means one of ours, or of one of ours without a value.
 */
function readLine(text: string, first: number, end: number, line: number): SetStatement | "odd" | "nothing" | "foreign" | "similar" {
  if (text.charCodeAt(first) === MINUS) return "odd";
  let equals = first;
  while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
  if (equals === end) return "nothing";
  const keyEnd = trimEnd(text, first, equals);
  const key = text.slice(first, keyEnd);
  const isOurs = usualKey(key) !== undefined;
  if ((!isOurs && !isUsualKey(key)) || ODD_VALUE.test(text.slice(equals, end))) return "odd";
  const valueStart = skipBlanks(text, equals + 1, end);
  // BusyBox skips these.
  const isEmpty = valueStart === end || text.charCodeAt(valueStart) === HASH;
  if (!isOurs && isForeign(key)) return isEmpty ? "nothing" : "foreign";
  if (!isOurs || isEmpty) return "similar";
  const valueEnd = trimEnd(text, valueStart, end);
  return new SetStatement({
    start: first,
    end: valueEnd,
    line,
    key,
    value: text.slice(valueStart, valueEnd),
    ignoreFailure: false,
    keySpan: { start: first, end: keyEnd },
    valueSpan: { start: valueStart, end: valueEnd },
  });
}

/** Whether a key that is names and dots is none of ours, and means none. */
function isForeign(key: string): boolean {
  // What all that we know begins with, or has in its last name (kernel/shape.ts).
  if (!key.startsWith("net") && !key.includes("conntrack")) return true;
  const path = key.replaceAll(".", "/");
  return path !== TCP_KEEPALIVE_TIME && !isOrMeansKey(path) && !findLegacy(path) && !findVendor(path);
}

/** What comments that speak to us begin with (sysctl/control.ts). */
const OURS = "conntrack-";

function mayControl(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && isMark(text.charCodeAt(at))) at++;
  return text.slice(at, at + OURS.length).toLowerCase() === OURS;
}

function isMark(code: number): boolean {
  return code === HASH || code === SEMICOLON || code <= SPACE;
}
