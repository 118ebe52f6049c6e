// The comments that speak to us: `# conntrack-target: kernel=5.10 memory=8G`, `# conntrack-disable-next-line ID`,
// `# conntrack-disable-file ID`. Reads their words and places; what the words mean is decided elsewhere.
import type { Span } from "../text/span.ts";
import type { CommentLine, SysctlDocument } from "./document.ts";

export interface Word extends Span {
  readonly text: string;
}

export interface ControlComment {
  readonly kind: "target" | "disable-next-line" | "disable-file";
  readonly line: CommentLine;
  /** The words after the name, up to a reason behind `--`; commas separate like blanks. One at a time: a line may have millions. */
  readonly words: Iterable<Word>;
}

const CONTROL = /^[#;]+\s*conntrack-(target|disable-next-line|disable-file)(?::|(?=\s)|$)/i;

/** All control comments, in order. */
export function controlComments(document: SysctlDocument): readonly ControlComment[] {
  const found: ControlComment[] = [];
  for (const line of document.lines) {
    if (line.kind !== "comment" || !beginsWithOurs(document.text, line)) continue;
    const control = readControl(document.text, line);
    if (control) found.push(control);
  }
  return found;
}

const HASH = 35;
const SEMICOLON = 59;
const C = 99;
const LOWER = 32;

/** Whether the first letter is that of the name: nearly every comment is ruled out by it, and a file is mostly comments. */
function beginsWithOurs(text: string, { marker, end }: CommentLine): boolean {
  let at = marker;
  let code = text.charCodeAt(at);
  while (at < end && (code === HASH || code === SEMICOLON)) code = text.charCodeAt(++at);
  // Blanks of any kind; what is above is looked at closely.
  while (at < end && code <= 32) code = text.charCodeAt(++at);
  return at < end && ((code | LOWER) === C || code > 127);
}

/** Whether a text would be a control comment, if it stood on a line of its own. */
export function readsAsControl(comment: string): boolean {
  return CONTROL.test(comment);
}

/** `kernel = 5.10` as `kernel=5.10`. */
function withoutBlanks(word: string): string {
  const equals = word.indexOf("=");
  return equals < 0 ? word : `${word.slice(0, equals).trimEnd()}=${word.slice(equals + 1).trimStart()}`;
}

/** The control comment of a line, if it is one. */
export function readControl(text: string, line: CommentLine): ControlComment | undefined {
  const match = CONTROL.exec(text.slice(line.marker, line.end));
  if (!match) return undefined;
  const from = line.marker + match[0].length;
  return {
    kind: match[1]?.toLowerCase() as ControlComment["kind"],
    line,
    // Not kept: a file may have a hundred thousand of them, with many words each.
    words: { [Symbol.iterator]: () => wordsOf(text, from, line.end) },
  };
}

/** The word that an offset is in, or at an end of. */
export function wordAt({ words }: ControlComment, offset: number): Word | undefined {
  for (const word of words) if (word.start <= offset && offset <= word.end) return word;
  return undefined;
}

function* wordsOf(text: string, from: number, end: number): Generator<Word> {
  for (const word of text.slice(from, end).matchAll(/[^\s,=]+[ \t]*=[ \t]*[^\s,]+|[^\s,]+/g)) {
    // What stands behind a dash is the author's reason.
    if (/^(?:--?|#|\/\/|–|—)$/.test(word[0]) || word[0].startsWith("(")) break;
    const start = from + word.index;
    yield { text: withoutBlanks(word[0]), start, end: start + word[0].length };
  }
}
