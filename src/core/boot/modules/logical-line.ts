// Lines that backslashes join, as kmod reads them (freadline_wrapped), with the way back to the places in the file.
import type { Span } from "../../text/span.ts";

export interface LogicalLine {
  readonly text: string;
  /** Where the next line begins. */
  readonly next: number;
  /** The place in the file of a stretch of the text. */
  readonly place: (from: number, to: number) => Span;
}

/** A stretch of the line that stands in the file as it is. */
interface Piece {
  /** In the line, and in the file. */
  readonly at: number;
  readonly from: number;
}

/** A backslash before a line feed joins two lines; before anything else it only vanishes. */
export function logicalLine(file: string, start: number): LogicalLine {
  const texts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  let at = start;
  const take = (from: number, to: number): void => {
    pieces.push({ at: length, from });
    texts.push(file.slice(from, to));
    length += to - from;
  };
  // What a backslash stands before is text, and so is another backslash.
  let from = start;
  for (; at < file.length && file[at] !== "\n"; at++) {
    if (file[at] !== "\\") continue;
    take(from, at);
    at++;
    from = file[at] === "\n" || at >= file.length ? at + 1 : at;
  }
  take(Math.min(from, at), at);
  const offset = (index: number): number => {
    const { at: begin, from: place } = pieceAt(pieces, index);
    return place + index - begin;
  };
  return {
    text: texts.join(""),
    next: at + 1,
    place: (one, other) => ({ start: offset(one), end: other > one ? offset(other - 1) + 1 : offset(other) }),
  };
}

/** The last piece that begins at an index or before. */
function pieceAt(pieces: readonly Piece[], index: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return pieces[low] ?? { at: 0, from: 0 };
}
