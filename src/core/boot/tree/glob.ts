// Patterns of file names as glob(3) of glibc takes them. Knows no file.
import { byName } from "../../text/by-name.ts";

/** What makes a key a pattern to systemd and procps. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** A matcher for one part of a path. A leading dot has to be written out; `\` takes the next character as it is. */
export function partMatcher(pattern: string): (name: string) => boolean {
  const pieces = piecesOf(pattern);
  const dot = pattern.startsWith(".") || pattern.startsWith("\\.");
  // A name has a character for each piece but the stars: most long patterns are done with at a look.
  const least = pieces.filter((piece) => piece !== "*").length;
  return (name) => least <= name.length && (dot || !name.startsWith(".")) && isMatch(pieces, Array.from(name));
}

/** "*": any text; otherwise what one character has to be. */
type Piece = "*" | ((character: string) => boolean);

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const characters = Array.from(pattern);
  const closes = pattern.includes("[") ? closingBrackets(characters) : [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === "*") {
      if (pieces.at(-1) !== "*") pieces.push("*");
    } else if (character === "?") pieces.push(() => true);
    else if (character === "\\" && at + 1 < characters.length) pieces.push(is(characters[++at] ?? ""));
    else if (character === "[") {
      const set = readSet(characters, at, closes);
      pieces.push(set ? set.takes : is("["));
      if (set) at = set.end;
    } else pieces.push(is(character));
  }
  return pieces;
}

function is(wanted: string): (character: string) => boolean {
  return (character) => character === wanted;
}

/** Goes back to the last star only: the work is the product of the two lengths at most, whatever the pattern. */
function isMatch(pieces: readonly Piece[], name: readonly string[]): boolean {
  let piece = 0;
  let at = 0;
  let star = -1;
  let from = 0;
  while (at < name.length) {
    const wanted = pieces[piece];
    if (wanted === "*") {
      star = piece++;
      from = at;
    } else if (wanted?.(name[at] ?? "")) {
      piece++;
      at++;
    } else if (star >= 0) {
      piece = star + 1;
      at = ++from;
    } else return false;
  }
  while (pieces[piece] === "*") piece++;
  return piece === pieces.length;
}

const CLASSES = byName<RegExp>({
  alnum: /^[A-Za-z0-9]$/,
  alpha: /^[A-Za-z]$/,
  blank: /^[ \t]$/,
  digit: /^[0-9]$/,
  lower: /^[a-z]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^\s$/,
  upper: /^[A-Z]$/,
  xdigit: /^[0-9A-Fa-f]$/,
});

/**
 * For each place the `]` that ends a set whose next member begins there; -1 where none does. Worked out from the end, once
 * for all brackets: of many that are left open, each would be followed to the end.
 */
function closingBrackets(pattern: readonly string[]): readonly number[] {
  const closes: number[] = new Array(pattern.length + 1).fill(-1);
  for (let at = pattern.length - 1; at >= 0; at--) closes[at] = pattern[at] === "]" ? at : (closes[readMember(pattern, at).next] ?? -1);
  return closes;
}

type Test = (character: string) => boolean;

/** `[a-z]`, `[!x]`, `[^x]`, `[]x]`, `[[:digit:]]`; undefined where no bracket closes it. */
function readSet(
  pattern: readonly string[],
  open: number,
  closes: readonly number[],
): { readonly takes: Test; readonly end: number } | undefined {
  const negated = pattern[open + 1] === "!" || pattern[open + 1] === "^";
  const start = negated ? open + 2 : open + 1;
  // The first member may be a `]`.
  const first = start < pattern.length ? readMember(pattern, start) : undefined;
  const end = first ? (closes[first.next] ?? -1) : -1;
  if (end < 0) return undefined;
  const members: Test[] = [];
  for (let at = start; at < end; ) {
    const { takes, next } = readMember(pattern, at);
    if (takes) members.push(takes);
    at = next;
  }
  return { takes: (one) => members.some((takes) => takes(one)) !== negated, end };
}

/** A class, a range or a character; a class that nobody knows takes nothing. */
function readMember(pattern: readonly string[], at: number): { readonly takes: Test | undefined; readonly next: number } {
  const named = pattern[at] === "[" && pattern[at + 1] === ":" ? /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12).join("")) : null;
  if (named) {
    const known = CLASSES[named[1] ?? ""];
    return { takes: known && ((one) => known.test(one)), next: at + named[0].length };
  }
  const low = readCharacter(pattern, at);
  if (pattern[low.next] !== "-" || low.next + 1 >= pattern.length || pattern[low.next + 1] === "]") {
    return { takes: is(low.character), next: low.next };
  }
  const high = readCharacter(pattern, low.next + 1);
  const [from, to] = [low.character.codePointAt(0) ?? 0, high.character.codePointAt(0) ?? 0];
  // A range that runs backwards matches nothing.
  return { takes: (one) => from <= (one.codePointAt(0) ?? 0) && (one.codePointAt(0) ?? 0) <= to, next: high.next };
}

function readCharacter(pattern: readonly string[], at: number): { readonly character: string; readonly next: number } {
  const escaped = pattern[at] === "\\" && at + 1 < pattern.length;
  const place = escaped ? at + 1 : at;
  return { character: pattern[place] ?? "", next: place + 1 };
}
