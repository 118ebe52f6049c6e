// The lines of a plain text about keys of ours, and whether there is anything else that somebody might have a word on: of a
// tree of very many files nearly all lines are about other keys, and nobody asks for those.
import { findLegacy, findVendor, usualKey } from "../../kernel/catalogue.ts";
import { isOrMeansKey } from "../../kernel/misplaced.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { isUsualKey } from "../../sysctl/usual-key.ts";
import type { LineReader, Statement, Statements } from "./statement.ts";
import { LONGEST } from "./systemd-lines.ts";

/** What programs read in more than one way, or what may open a block of a template. */
const ODD = /[^\t\n -~]|[{<\\]/;
/** The same in a value: placeholders. */
const ODD_VALUE = /[$%@}([]|__/;

/**
 * Undefined for a text that is not plain: then all of its lines have to be looked at. `lineOf` is asked for rising offsets.
 * Every line ends at a line feed, as all three appliers see it.
 */
export function ownLines(text: string, read: LineReader, lineOf: (offset: number) => number): Statements | undefined {
  if (text.length > LONGEST / 3 || ODD.test(text)) return undefined;
  const all: Statement[] = [];
  let silent = true;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const first = behindBlanks(text, start, end);
    const code = text.charCodeAt(first);
    if (first < end && (code === HASH || code === SEMICOLON)) {
      if (mayControl(text, first + 1, end)) silent = false;
    } else if (first < end) {
      const what = kindOf(text, first, end);
      if (what === "odd") return undefined;
      if (what !== "foreign") silent = false;
      const statement = what === "ours" ? read(text, start, end, lineOf) : undefined;
      if (statement) all.push(statement);
    }
    start = end + 1;
  }
  return silent ? SILENT : { all };
}

/** One for all such files. */
const SILENT: Statements = { all: [], silent: true };

const TAB = 9;
const SPACE = 32;
const HASH = 35;
const MINUS = 45;
const SEMICOLON = 59;
const EQUALS = 61;

/** "nothing": a line that sets nothing, whoever reads it, and that somebody may have a word on. */
function kindOf(text: string, first: number, end: number): "odd" | "nothing" | "foreign" | "ours" {
  if (text.charCodeAt(first) === MINUS) return "odd";
  let equals = first;
  while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
  if (equals === end) return "nothing";
  const key = text.slice(first, beforeBlanks(text, first, equals));
  if (usualKey(key)) return ODD_VALUE.test(text.slice(equals, end)) ? "odd" : "ours";
  if (!isUsualKey(key) || ODD_VALUE.test(text.slice(equals, end))) return "odd";
  if (!isForeign(key)) return "ours";
  const value = behindBlanks(text, equals + 1, end);
  // BusyBox skips these.
  return value === end || text.charCodeAt(value) === HASH ? "nothing" : "foreign";
}

/** Whether a key that is names and dots is none of ours, and means none. */
function isForeign(key: string): boolean {
  // What all that we know begins with, or has in its last name (kernel/shape.ts).
  if (!key.startsWith("net") && !key.includes("conntrack")) return true;
  const path = key.replaceAll(".", "/");
  return path !== TCP_KEEPALIVE_TIME && !isOrMeansKey(path) && !findLegacy(path) && !findVendor(path);
}

/** Whether a comment may speak to us (sysctl/control.ts). */
function mayControl(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && isMark(text.charCodeAt(at))) at++;
  return (text.charCodeAt(at) | 32) === 99;
}

function isMark(code: number): boolean {
  return code === HASH || code === SEMICOLON || code <= SPACE;
}

function behindBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function beforeBlanks(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
