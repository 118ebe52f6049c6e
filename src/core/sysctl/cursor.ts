// What stands under a cursor.
import { type Place, placeAt } from "../text/line-index.ts";
import type { CommentLine, Line, SettingLine, SysctlDocument } from "./document.ts";

export type Cursor =
  /** On a key, or where one would begin. `start` to `end` is what a completion replaces. */
  | { readonly where: "key"; readonly line: Line; readonly start: number; readonly end: number; readonly hasValue: boolean }
  | { readonly where: "value"; readonly line: SettingLine; readonly start: number; readonly end: number }
  | { readonly where: "comment"; readonly line: CommentLine };

/** The line of an offset. */
export function lineAt(document: SysctlDocument, offset: number): Line | undefined {
  const place: Place = placeAt(document.lineStarts, offset);
  return document.lines[place.line];
}

/** What an offset is in; undefined on `=` and in the blanks around it, or past the end. */
export function cursorAt(document: SysctlDocument, offset: number): Cursor | undefined {
  const line = lineAt(document, offset);
  if (!line) return undefined;
  switch (line.kind) {
    case "comment":
      return offset > line.marker ? { where: "comment", line } : undefined;
    case "blank":
      return { where: "key", line, start: offset, end: offset, hasValue: false };
    case "malformed": {
      const blank = /\s/.test(document.text.slice(line.content.start, Math.min(offset, line.content.end)));
      if (blank) return undefined;
      return { where: "key", line, start: Math.min(line.content.start, offset), end: Math.max(line.content.end, offset), hasValue: false };
    }
    case "exclusion":
      return { where: "key", line, start: Math.min(line.key.start, offset), end: Math.max(line.key.end, offset), hasValue: false };
    case "setting":
      if (offset <= line.equals) {
        if (offset > line.key.end) return undefined;
        return { where: "key", line, start: Math.min(line.key.start, offset), end: line.key.end, hasValue: true };
      }
      return { where: "value", line, start: Math.min(line.value.start, offset), end: Math.max(line.value.end, offset) };
  }
}
