// Offsets of the core to ranges of the editor, in one place.
import { TextEdit as EditorEdit, type Position, Range, type TextDocument } from "vscode";
import type { Span, SysctlDocument, TextEdit } from "../core/index.ts";
import { placeAt } from "../core/index.ts";

export function toRange(document: SysctlDocument, span: Span): Range {
  const start = placeAt(document.lineStarts, span.start);
  const end = placeAt(document.lineStarts, span.end);
  return new Range(start.line, start.column, end.line, end.column);
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
