// Places in a text, as UTF-16 offsets, and edits of it. Knows nothing of what the text means.

/** From `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a span. An insertion has an empty span. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Applies edits that do not overlap, in any order. Edits out of bounds or overlapping are a bug and throw. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw new RangeError("edits overlap or leave the text");
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
