// Which lines `check --fix` changed, each as it was and as it is.
import { applyEdits, placeAt, type TextEdit } from "../core/language/index.ts";

export interface ChangedLine {
  /** From 1, in the text as it was. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** `lineStarts` are those of `text`. Of an edit that spans lines, the first is named with what comes after it. */
export function changedLines(text: string, lineStarts: readonly number[], edits: readonly TextEdit[]): readonly ChangedLine[] {
  const byLine = new Map<number, TextEdit[]>();
  for (const edit of edits) {
    const { line } = placeAt(lineStarts, edit.start);
    const known = byLine.get(line);
    if (known) known.push(edit);
    else byLine.set(line, [edit]);
  }
  return [...byLine].map(([line, own]) => {
    const start = lineStarts[line] ?? 0;
    const stop = own.reduce((last, { end }) => Math.max(last, end), lineStarts[line + 1] ?? text.length);
    const before = text.slice(start, stop);
    const after = applyEdits(
      before,
      own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    );
    return { line: line + 1, before: before.trim(), after: after.trim() };
  });
}
