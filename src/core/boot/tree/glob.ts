// Patterns of file names as glob(3) of glibc takes them. Knows no file.

/** What makes a key a pattern to systemd and procps. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** A matcher for one part of a path. A leading dot has to be written out; `\` takes the next character as it is. */
export function partMatcher(pattern: string): (name: string) => boolean {
  const pieces = piecesOf(pattern);
  const dot = pattern.startsWith(".") || pattern.startsWith("\\.");
  return (name) => (dot || !name.startsWith(".")) && isMatch(pieces, Array.from(name));
}

/** "*": any text; otherwise what one character has to be. */
type Piece = "*" | ((character: string) => boolean);

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === "*") {
      if (pieces.at(-1) !== "*") pieces.push("*");
    } else if (character === "?") pieces.push(() => true);
    else if (character === "\\" && at + 1 < characters.length) pieces.push(is(characters[++at] ?? ""));
    else if (character === "[") {
      const set = readSet(characters, at);
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

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /^[A-Za-z0-9]$/,
  alpha: /^[A-Za-z]$/,
  blank: /^[ \t]$/,
  digit: /^[0-9]$/,
  lower: /^[a-z]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^\s$/,
  upper: /^[A-Z]$/,
  xdigit: /^[0-9A-Fa-f]$/,
};

/** `[a-z]`, `[!x]`, `[^x]`, `[]x]`, `[[:digit:]]`; undefined where no bracket closes it. */
function readSet(
  pattern: readonly string[],
  open: number,
): { readonly takes: (character: string) => boolean; readonly end: number } | undefined {
  let at = open + 1;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at++;
  const members: ((character: string) => boolean)[] = [];
  for (let first = true; at < pattern.length; first = false) {
    const character = pattern[at] ?? "";
    if (character === "]" && !first) return { takes: (one) => members.some((takes) => takes(one)) !== negated, end: at };
    const named = character === "[" && pattern[at + 1] === ":" ? /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12).join("")) : null;
    if (named) {
      const known = CLASSES[named[1] ?? ""];
      if (known) members.push((one) => known.test(one));
      at += named[0].length;
      continue;
    }
    const low = takeMember(pattern, at);
    at = low.next;
    if (pattern[at] === "-" && at + 1 < pattern.length && pattern[at + 1] !== "]") {
      const high = takeMember(pattern, at + 1);
      at = high.next;
      const [from, to] = [low.character.codePointAt(0) ?? 0, high.character.codePointAt(0) ?? 0];
      // A range that runs backwards matches nothing.
      members.push((one) => from <= (one.codePointAt(0) ?? 0) && (one.codePointAt(0) ?? 0) <= to);
    } else members.push(is(low.character));
  }
  return undefined;
}

function takeMember(pattern: readonly string[], at: number): { readonly character: string; readonly next: number } {
  const escaped = pattern[at] === "\\" && at + 1 < pattern.length;
  const place = escaped ? at + 1 : at;
  return { character: pattern[place] ?? "", next: place + 1 };
}

/** More alternatives than this are nothing that somebody means; they would fill the memory. */
const MOST_ALTERNATIVES = 4096;
/** Twice the longest path that Linux takes. */
const LONGEST_PATTERN = 8192;

/** The alternatives that `{a,b}` stands for, in order (GLOB_BRACE); braces that do not close stay as they are. */
export function expandBraces(pattern: string): readonly string[] {
  const found: string[] = [];
  if (pattern.length > LONGEST_PATTERN) return [pattern];
  expandInto(pattern, found);
  return found;
}

function expandInto(pattern: string, found: string[]): void {
  if (found.length >= MOST_ALTERNATIVES) return;
  const parts = alternatives(pattern);
  if (!parts) found.push(pattern);
  else for (const part of parts) expandInto(part, found);
}

/** The pattern once for each text of its first braces; undefined where it has none. */
function alternatives(pattern: string): readonly string[] | undefined {
  const open = findOpen(pattern);
  if (open < 0) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "," && depth === 1) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    } else if (character === "}" && --depth === 0) {
      parts.push(pattern.slice(from, at));
      const before = pattern.slice(0, open);
      const after = pattern.slice(at + 1);
      return parts.map((part) => before + part + after);
    }
  }
  return undefined;
}

function findOpen(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "{") return at;
  }
  return -1;
}
