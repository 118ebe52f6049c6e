// Offsets of the core to ranges of the protocol, in one place. Both count UTF-16 units.
import type { Range, TextEdit } from "vscode-languageserver/node";
import { type TextEdit as CoreEdit, type Place, placeAt, type Span, type SysctlDocument } from "../core/language/index.ts";
import type { OpenDocument } from "./open-documents.ts";

export type Lines = Pick<SysctlDocument, "lineStarts" | "contentStart">;

/** Where the lines are a file's, its byte-order mark does not count: editors have none in the text. */
export function toRange(document: Lines, span: Span, isFile = false): Range {
  const mark = isFile ? document.contentStart : 0;
  const position = ({ line, column }: Place) => ({ line, character: line === 0 ? Math.max(0, column - mark) : column });
  return { start: position(placeAt(document.lineStarts, span.start)), end: position(placeAt(document.lineStarts, span.end)) };
}

export function toSpan(source: OpenDocument, range: Range): Span {
  return { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
}

export function toEdits(document: Lines, edits: readonly CoreEdit[], isFile = false): TextEdit[] {
  return edits.map((edit) => ({ range: toRange(document, edit, isFile), newText: edit.text }));
}
