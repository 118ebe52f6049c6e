// Long YAML, less the top-level entries that our word is not in: blanks of the same length, so that a parser is done sooner
// and all else stays where it is.
import { NEEDLE } from "../kind.ts";

/** A shorter text is parsed as fast as it is cut. */
const LONG = 20_000;
/** Entries so short may say what the others are: kind, hosts. */
const SHORT = 400;

export function withoutForeign(text: string): string {
  if (text.length < LONG || !/^[\s#A-Za-z_-]/.test(text)) return text;
  const starts = Array.from(text.matchAll(/^(?:["'A-Za-z_]|- |---|\.\.\.)/gm), ({ index }) => index);
  if (starts.length < 2) return text;
  const pieces = [text.slice(0, starts[0])];
  for (const [index, start] of starts.entries()) {
    const entry = text.slice(start, starts[index + 1] ?? text.length);
    const stays = entry.length < SHORT || entry.includes(NEEDLE) || /^(?:---|\.\.\.)/.test(entry);
    pieces.push(stays ? entry : entry.replace(/[^\r\n]/g, " "));
  }
  return pieces.join("");
}
