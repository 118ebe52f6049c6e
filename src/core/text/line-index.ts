// Offsets to line and column and back, for those who count in lines (editors from 0, terminals from 1).

export interface Place {
  /** From 0. */
  readonly line: number;
  /** UTF-16 units from the start of the line, from 0. */
  readonly column: number;
}

/** Finds the place of an offset among the starts of lines (ascending, the first 0). */
export function placeAt(lineStarts: readonly number[], offset: number): Place {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - (lineStarts[low] ?? 0) };
}

/** Offset of each line's first character; LF, CR and CRLF end a line, as editors have it. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}
