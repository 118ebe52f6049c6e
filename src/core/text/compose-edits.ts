// Several rounds of edits as one: what an editor can apply, and undo, in a single step.
import type { Span, TextEdit } from "./span.ts";

/** A stretch of the first text, or text that a round put in. */
type Piece = Span | string;

/**
 * Edits of a text of `length` that do at once what the rounds do in turn; each round's edits are places in what the
 * round before it left. They come in order and do not touch one another.
 */
export function composeEdits(length: number, rounds: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const pieces = rounds.reduce(afterRound, [{ start: 0, end: length }]);
  const edits: TextEdit[] = [];
  let at = 0;
  let text = "";
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    if (text !== "" || piece.start > at) edits.push({ start: at, end: piece.start, text });
    text = "";
    at = piece.end;
  }
  return edits;
}

function afterRound(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  let index = 0;
  let within = 0;
  /** Goes on by some characters, and keeps or drops them. */
  const advance = (count: number, keep: boolean): void => {
    for (let left = count, piece = pieces[index]; left > 0 && piece !== undefined; piece = pieces[index]) {
      const taken = Math.min(left, lengthOf(piece) - within);
      if (keep && taken > 0) result.push(part(piece, within, within + taken));
      within += taken;
      left -= taken;
      if (within < lengthOf(piece)) return;
      index++;
      within = 0;
    }
  };
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    advance(edit.start - at, true);
    advance(edit.end - edit.start, false);
    if (edit.text !== "") result.push(edit.text);
    at = edit.end;
  }
  advance(Number.POSITIVE_INFINITY, true);
  return result;
}

function lengthOf(piece: Piece): number {
  return typeof piece === "string" ? piece.length : piece.end - piece.start;
}

function part(piece: Piece, from: number, to: number): Piece {
  return typeof piece === "string" ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to };
}
