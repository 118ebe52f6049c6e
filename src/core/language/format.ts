// Formatting that no applier can tell: blanks before keys, around `=` and at the end of lines, and nothing else.
import type { Line, SettingLine, SysctlDocument } from "../sysctl/document.ts";
import type { Span, TextEdit } from "../text/span.ts";

export interface FormatOptions {
  /** Puts the `=` of neighbouring settings below one another. */
  readonly alignEquals: boolean;
}

/** Longer keys, of which there are none in the kernel, do not push the others' `=` away. */
const LONGEST_ALIGNED = 80;
/** Older programs read lines into buffers of 4096 bytes; a line that may come near is left as it is. */
const LONGEST_LINE = 1000;

/**
 * Edits that format the lines a span touches. Comments and values keep every byte; so do lines that no applier takes,
 * a first line with a byte-order mark, and whole files with templates' placeholders or lone carriage returns, where
 * blanks may mean something.
 */
export function format(document: SysctlDocument, options: FormatOptions, span: Span = whole(document)): readonly TextEdit[] {
  if (/\r(?!\n)/.test(document.text) || document.lines.some((line) => "placeholder" in line && line.placeholder)) return [];
  const edits: TextEdit[] = [];
  let width = 0;
  for (const line of document.lines) {
    if (line.start > span.end) break;
    if (options.alignEquals && isPlain(document, line))
      width = isPlain(document, document.lines[line.number - 1]) ? width : widthFrom(document, line);
    if (line.end < span.start || isContinued(document, line)) continue;
    const parts = isPlain(document, line) ? settingParts(document.text, line, width) : otherParts(document, line);
    for (const { start, end, text } of parts) if (document.text.slice(start, end) !== text) edits.push({ start, end, text });
  }
  return edits;
}

function whole({ text }: SysctlDocument): Span {
  return { start: 0, end: text.length };
}

/** A setting that every applier reads alike, whatever blanks are around its parts. */
function isPlain(document: SysctlDocument, line: Line | undefined): line is SettingLine {
  return (
    line?.kind === "setting" &&
    !line.key.odd &&
    // BusyBox drops what follows `=#`, and writes what follows `= #`.
    !line.value.text.startsWith("#") &&
    line.end - line.start <= LONGEST_LINE &&
    !document.text.slice(line.start, line.end).includes("\0") &&
    !(line.number === 0 && document.byteOrderMark) &&
    !isContinued(document, line)
  );
}

/** Whether a `\` at the end of this line or of the one before makes one line of two for BusyBox, or would without blanks. */
function isContinued({ text, lines }: SysctlDocument, { number, start, end }: Line): boolean {
  const before = lines[number - 1];
  return text.slice(start, end).trimEnd().endsWith("\\") || (before !== undefined && text.slice(before.start, before.end).endsWith("\\"));
}

/** The width of the keys, from a setting down to the last of its neighbours. */
function widthFrom(document: SysctlDocument, first: SettingLine): number {
  let width = 0;
  for (let number = first.number, line: Line | undefined = first; isPlain(document, line); line = document.lines[++number]) {
    const length = keyLength(document.text, line);
    if (length <= LONGEST_ALIGNED) width = Math.max(width, length);
  }
  return width;
}

/** With the leading `-`, and the blanks after it: procps counts those as part of the key. */
function keyLength(text: string, line: SettingLine): number {
  return line.key.end - contentStart(text, line);
}

function contentStart(text: string, line: SettingLine): number {
  return line.ignoreFailure ? text.indexOf("-", line.start) : line.key.start;
}

function settingParts(text: string, line: SettingLine, width: number): readonly TextEdit[] {
  const padding = Math.max(0, width - keyLength(text, line)) + 1;
  return [
    { start: line.start, end: contentStart(text, line), text: "" },
    { start: line.key.end, end: line.equals, text: " ".repeat(padding) },
    { start: line.equals + 1, end: line.value.start, text: line.value.text === "" ? "" : " " },
    { start: line.value.end, end: line.end, text: "" },
  ];
}

/** Blank lines lose their blanks, comments those before them, exclusions those on both sides. */
function otherParts(document: SysctlDocument, line: Line): readonly TextEdit[] {
  if (line.number === 0 && document.byteOrderMark) return [];
  if (line.kind === "blank") return [{ start: line.start, end: line.end, text: "" }];
  if (line.kind === "comment") return [{ start: line.start, end: line.marker, text: "" }];
  if (line.kind !== "exclusion" || line.key.odd) return [];
  return [
    { start: line.start, end: document.text.indexOf("-", line.start), text: "" },
    { start: line.key.end, end: line.end, text: "" },
  ];
}
