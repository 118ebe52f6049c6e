// Offsets of the core to ranges of the editor, in one place.
import { TextEdit as EditorEdit, type Position, Range, type TextDocument } from "vscode";
import type { Span, SysctlDocument, TextEdit } from "../core/language/index.ts";
import { type Place, placeAt } from "../core/language/index.ts";

export function toRange(document: Pick<SysctlDocument, "lineStarts" | "contentStart">, span: Span): Range {
  const start = placeAt(document.lineStarts, span.start);
  const end = placeAt(document.lineStarts, span.end);
  // A file that was read as it is keeps its byte-order mark; the editor has none in the text.
  const column = (place: Place): number => (place.line === 0 ? Math.max(0, place.column - document.contentStart) : place.column);
  return new Range(start.line, column(start), end.line, column(end));
}

export function toSpan(source: TextDocument, range: Range): Span {
  return { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
}

export function toOffset(source: TextDocument, position: Position): number {
  return source.offsetAt(position);
}

export function toEdits(document: SysctlDocument, edits: readonly TextEdit[]): EditorEdit[] {
  return edits.map((edit) => new EditorEdit(toRange(document, edit), edit.text));
}
