// The alternatives that `{a,b}` in a pattern stands for (GLOB_BRACE). They are counted before one of them is made.

/** Twice the longest path that Linux takes. */
const LONGEST_PATTERN = 8192;

/** A text, or what each of the texts between the commas of braces stands for. */
type Part = string | readonly (readonly Part[])[];

export interface Alternatives {
  readonly count: number;
  /** In order. */
  readonly all: () => readonly string[];
}

/** Braces that do not close stay as they are, and so do all of a pattern that is longer than any path. */
export function alternativesOf(pattern: string): Alternatives {
  const parts = pattern.length > LONGEST_PATTERN ? [pattern] : partsOf(pattern);
  return { count: countOf(parts), all: () => expanded(parts) };
}

function partsOf(pattern: string): readonly Part[] {
  let parts: Part[] = [];
  /** For each brace that is open, what stands before it, and the texts before the last comma. */
  const open: { readonly at: number; readonly before: Part[]; readonly texts: Part[][] }[] = [];
  let from = 0;
  const endText = (at: number): void => {
    if (at > from) parts.push(pattern.slice(from, at));
    from = at + 1;
  };
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    const last = open.at(-1);
    if (character === "\\") at++;
    else if (character === "{") {
      endText(at);
      open.push({ at, before: parts, texts: [] });
      parts = [];
    } else if (last && (character === "," || character === "}")) {
      endText(at);
      last.texts.push(parts);
      parts = [];
      if (character === ",") continue;
      open.pop();
      parts = last.before;
      parts.push(last.texts);
    }
  }
  const [unclosed] = open;
  return unclosed ? [...unclosed.before, pattern.slice(unclosed.at)] : [...parts, pattern.slice(from)];
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((count, part) => (typeof part === "string" ? count : count * part.reduce((sum, text) => sum + countOf(text), 0)), 1);
}

function expanded(parts: readonly Part[]): readonly string[] {
  let all: readonly string[] = [""];
  for (const part of parts) {
    const ends = typeof part === "string" ? [part] : part.flatMap(expanded);
    all = all.flatMap((start) => ends.map((end) => start + end));
  }
  return all;
}
