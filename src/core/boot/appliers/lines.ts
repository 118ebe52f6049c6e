// The lines of a file as an applier reads them, read once for each text.
import type { Applier } from "../../sysctl/applier.ts";
import type { Line, SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { hasPlaceholder } from "../../sysctl/placeholder.ts";
import { placeAt } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";
import type { Reading } from "../tree/port.ts";
import { busyboxLine, busyboxLines } from "./busybox-lines.ts";
import { procpsLine, procpsLines } from "./procps-lines.ts";
import { type LineReader, SetStatement, type Statement, type Statements } from "./statement.ts";
import { LONGEST, systemdLine, systemdLines } from "./systemd-lines.ts";

interface Reader {
  readonly all: (text: string) => Statements;
  readonly one: LineReader;
}

const READERS: Readonly<Record<Applier, Reader>> = {
  systemd: { all: systemdLines, one: systemdLine },
  procps: { all: procpsLines, one: (text, start, end, lineOf) => procpsLine(text, start, behindFeed(text, end), lineOf) },
  busybox: { all: busyboxLines, one: (text, start, end, lineOf) => busyboxLine(text, start, text[end] === "\r" ? end + 1 : end, lineOf) },
};

/** Where the line feed is over that stands at an offset, alone or behind a carriage return. */
function behindFeed(text: string, end: number): number {
  return Math.min(text[end] === "\r" ? end + 2 : end + 1, text.length);
}

const NONE: Statements = { all: [] };

/** No lines for a file that cannot be read. */
export function linesOf(applier: Applier, { reading }: { readonly reading: Reading }): Statements {
  if (reading.problem !== undefined) return NONE;
  const known = reading.lines ?? reading.kept?.[applier];
  if (known) return known;
  const lines = reading.own?.(reading.text, READERS[applier].one) ?? allLines(applier, reading.text);
  reading.kept = { ...reading.kept, [applier]: lines };
  return lines;
}

function allLines(applier: Applier, text: string): Statements {
  const lines = READERS[applier].all(text);
  const marked = SUSPICIOUS.test(text) ? withPlaceholders(lines, parse(text)) : lines;
  // A list that has grown has room for sixteen more, and a tree may have a hundred thousand of them.
  return { ...marked, all: marked.all.slice() };
}

/** What placeholders begin or end with: without it there is none. */
const SUSPICIOUS = /[$%<@{}([]|__/;

/**
 * The statements of a document that is at hand. Where its lines are the applier's as well, only those that are wanted are
 * looked at: a file has mostly others.
 */
export function statementsOf(applier: Applier, document: SysctlDocument, isWanted: (line: Line) => boolean): Statements {
  if (!hasEditorsLines(applier, document)) return markedStatements(applier, document);
  const { text } = document;
  const { one } = READERS[applier];
  const all: Statement[] = [];
  let number = 0;
  const lineOf = (): number => number;
  for (const line of document.lines) {
    if (!isWanted(line)) continue;
    number = line.number;
    const statement = isPlain(line, text) ? asParsed(line) : one(text, line.start, line.end, lineOf);
    if (statement) all.push(line.kind === "setting" && line.placeholder ? asPlaceholder(statement) : statement);
  }
  return { all };
}

/** A line by itself, as the applier reads it; undefined where it makes nothing of it. */
export function lineAs(applier: Applier, { text }: SysctlDocument, { start, end, number }: Line): Statement | undefined {
  return READERS[applier].one(text, start, end, () => number);
}

/** Whether every applier reads a line as the parser did: nearly all are. */
function isPlain(line: Line, text: string): line is SettingLine {
  if (line.kind !== "setting" || line.ignoreFailure || line.key.odd) return false;
  return line.value.text !== "" && text.charCodeAt(line.equals + 1) !== HASH;
}

const HASH = 35;

function asParsed({ number, key, value }: SettingLine): SetStatement {
  return new SetStatement({
    start: key.start,
    end: value.end,
    line: number,
    key: key.text,
    value: value.text,
    ignoreFailure: false,
    keySpan: key,
    valueSpan: value,
  });
}

/** Whether an editor and the applier end the lines at the same places, and take the same for blanks. */
function hasEditorsLines(applier: Applier, { text, byteOrderMark, lines }: SysctlDocument): boolean {
  if (byteOrderMark || ["\0", "\v", "\f"].some((odd) => text.includes(odd))) return false;
  if (applier === "systemd") return text.length <= LONGEST / 3 || lines.every(({ start, end }) => end - start <= LONGEST / 3);
  if (text.includes("\r") && /\r(?!\n)/.test(text)) return false;
  return applier !== "busybox" || !(text.endsWith("\\") || text.includes("\\\n"));
}

/** All of them, with a byte-order mark that the text has lost. */
function markedStatements(applier: Applier, document: SysctlDocument): Statements {
  const { text } = document;
  const isLost = document.byteOrderMark && document.contentStart === 0;
  const read = READERS[applier].all(isLost ? `\ufeff${text}` : text);
  return withPlaceholders(isLost ? { ...read, all: read.all.map(movedBack) } : read, document);
}

/** By one character, which the text does not have. */
function movedBack(statement: Statement): Statement {
  const back = ({ start, end }: Span): Span => ({ start: Math.max(0, start - 1), end: Math.max(0, end - 1) });
  return statement.kind === "exclude"
    ? { ...statement, ...back(statement) }
    : statement.with({ ...back(statement), keySpan: back(statement.keySpan), valueSpan: back(statement.valueSpan) });
}

function withPlaceholders({ all, ...rest }: Statements, { lines, lineStarts }: SysctlDocument): Statements {
  const isTemplated = ({ line, end }: Statement): boolean => {
    const last = placeAt(lineStarts, end).line;
    for (let at = line; at <= last; at++) if (hasOwn(lines[at])) return true;
    return false;
  };
  return { ...rest, all: all.map((statement) => (isTemplated(statement) ? asPlaceholder(statement) : statement)) };
}

function hasOwn(line: Line | undefined): boolean {
  return line !== undefined && line.kind !== "blank" && line.kind !== "comment" && line.placeholder;
}

function asPlaceholder(statement: Statement): Statement {
  if (statement.kind === "exclude") return statement;
  return statement.with({ placeholder: hasPlaceholder(statement.key) ? "key" : "value" });
}
