// Shell text to words, redirections and what separates commands. One pass; never throws; what is never closed ends with the
// text. Expansions stay as they are written, and are known as such.
import { Source } from "../source.ts";

/** A word without its quotes. */
export interface ShellWord {
  readonly source: Source;
  /** Stretches of the word that the shell fills in. */
  readonly computed: readonly (readonly [start: number, end: number])[];
  /** Some of it is quoted: it is no operator, no keyword and no option of echo by accident. */
  readonly quoted: boolean;
}

export interface Redirection {
  readonly operator: ">" | ">>" | "<" | "<<" | "<<<";
  /** 1 for standard output. */
  readonly descriptor: number;
  readonly word: ShellWord;
  /** The text of a here-document. */
  readonly body?: HereDocument;
}

export interface HereDocument {
  readonly source: Source;
  /** Its delimiter is quoted: nothing in it is filled in. */
  readonly literal: boolean;
}

export type Token =
  | { readonly kind: "word"; readonly word: ShellWord }
  | { readonly kind: "redirection"; readonly redirection: Redirection }
  /** `;`, a line feed, `&&`, `||`, `&`, `|`, `(`, `)`, `;;` */
  | { readonly kind: "operator"; readonly text: string };

interface Pending {
  readonly at: number;
  readonly delimiter: string;
  readonly literal: boolean;
  readonly tabs: boolean;
}

const BLANK = /[ \t]/;
/** Other blanks than these (U+2028, a form feed) are characters of a word, as the shell has it. */
const WORD_END = /[ \t\r\n;&|()<>]/;

/** One after the other: those of a whole script take a hundred times its size. */
export function shellTokens(source: Source): Iterable<Token> {
  return new Lexer(source).run();
}

class Lexer {
  private readonly source: Source;
  private readonly text: string;
  private at = 0;
  /** Not handed on yet: what comes before the body of a here-document waits for it. */
  private tokens: Token[] = [];
  private pending: Pending[] = [];

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
  }

  *run(): Generator<Token> {
    const { text } = this;
    while (this.at < text.length) {
      if (this.pending.length === 0 && this.tokens.length > 0) yield* this.handOn();
      const char = text.charAt(this.at);
      if (char === "\n") {
        this.operator("\n", 1);
        this.hereDocuments();
      } else if (BLANK.test(char) || char === "\r") this.at++;
      else if (char === "\\" && text[this.at + 1] === "\n") this.at += 2;
      else if (char === "\\" && text[this.at + 1] === "\r" && text[this.at + 2] === "\n") this.at += 3;
      else if (char === "#") this.at = endOfLine(text, this.at);
      else if (text.startsWith("{%", this.at) || text.startsWith("{#", this.at)) this.at = templateEnd(text, this.at) ?? this.at + 2;
      else if (/[;&|()]/.test(char)) this.separator(char);
      else if (!this.redirection()) this.tokens.push({ kind: "word", word: this.word() });
    }
    this.hereDocuments();
    yield* this.handOn();
  }

  private handOn(): readonly Token[] {
    const { tokens } = this;
    this.tokens = [];
    return tokens;
  }

  private separator(char: string): void {
    const next = this.text.charAt(this.at + 1);
    // In a sum `<<` opens no here-document.
    const sum = char === "(" && next === "(" ? /^\(\([^\n]*?\)\)/.exec(this.text.slice(this.at, this.at + LONGEST_SUM)) : null;
    if (sum) {
      this.operator(";", sum[0].length);
      return;
    }
    if (char === "&" && next === ">") {
      this.at++;
      if (this.redirection()) return;
    }
    this.operator(next === char ? char + char : char, next === char || (char === "|" && next === "&") ? 2 : 1);
  }

  private operator(text: string, length: number): void {
    this.tokens.push({ kind: "operator", text });
    this.at += length;
  }

  /** At a redirection, reads it with its word. */
  private redirection(): boolean {
    const { text } = this;
    let at = this.at;
    while (at < text.length && at - this.at < 3 && /[0-9]/.test(text.charAt(at))) at++;
    const digits = text.slice(this.at, at);
    const char = text.charAt(at);
    if ((char !== ">" && char !== "<") || templateEnd(text, at) !== undefined) return false;
    // A process substitution is a word.
    if (text[at + 1] === "(") {
      this.at = at + 1;
      return true;
    }
    let operator: Redirection["operator"] = char;
    let length = 1;
    if (text.startsWith("<<<", at)) [operator, length] = ["<<<", 3];
    else if (text.startsWith("<<", at)) [operator, length] = ["<<", 2];
    else if (text.startsWith(">>", at)) [operator, length] = [">>", 2];
    else if (text.startsWith(">|", at) || text.startsWith("<>", at)) length = 2;
    at += length;
    const tabs = operator === "<<" && text[at] === "-";
    if (tabs) at++;
    const isDescriptor = text[at] === "&" && operator !== "<<";
    if (isDescriptor) at++;
    while (BLANK.test(text.charAt(at))) at++;
    this.at = at;
    const word = this.word();
    if (isDescriptor) return true;
    const descriptor = digits === "" ? (char === ">" ? 1 : 0) : Number(digits);
    this.tokens.push({ kind: "redirection", redirection: { operator, descriptor, word } });
    if (operator === "<<") this.pending.push({ at: this.tokens.length - 1, delimiter: word.source.text, literal: word.quoted, tabs });
    return true;
  }

  private word(): ShellWord {
    const { source, text } = this;
    const computed: (readonly [number, number])[] = [];
    let quoted = false;
    let length = 0;
    const built = Source.build(({ take }) => {
      const keep = (start: number, end: number): void => {
        if (end <= start) return;
        take(source, start, end);
        length += end - start;
      };
      const expand = (start: number): void => {
        const end = templateEnd(text, start) ?? expansionEnd(text, start);
        if (end > start + 1) computed.push([length, length + end - start]);
        keep(start, end);
        this.at = end;
      };
      let from = this.at;
      const flush = (): void => keep(from, this.at);
      while (this.at < text.length) {
        const char = text.charAt(this.at);
        if (templateEnd(text, this.at) !== undefined) {
          flush();
          expand(this.at);
          from = this.at;
          continue;
        }
        if (WORD_END.test(char)) break;
        if (char === "\\") {
          flush();
          this.at++;
          quoted = true;
          if (text[this.at] === "\n") this.at++;
          else {
            keep(this.at, this.at + 1);
            this.at++;
          }
          from = this.at;
        } else if (char === "'") {
          flush();
          quoted = true;
          const close = text.indexOf("'", this.at + 1);
          const end = close < 0 ? text.length : close;
          keep(this.at + 1, end);
          this.at = end + 1;
          from = this.at;
        } else if (char === '"') {
          flush();
          quoted = true;
          this.at++;
          from = this.at;
          while (this.at < text.length && text[this.at] !== '"') {
            const inner = text.charAt(this.at);
            if (inner === "\\" && /[$`"\\\n]/.test(text.charAt(this.at + 1))) {
              flush();
              if (text[this.at + 1] !== "\n") keep(this.at + 1, this.at + 2);
              this.at += 2;
              from = this.at;
            } else if (inner === "$" || inner === "`" || templateEnd(text, this.at) !== undefined) {
              flush();
              expand(this.at);
              from = this.at;
            } else this.at++;
          }
          flush();
          this.at++;
          from = this.at;
        } else if (char === "$" && (text[this.at + 1] === "'" || text[this.at + 1] === '"')) {
          flush();
          this.at++;
          from = this.at;
        } else if (char === "$" || char === "`") {
          flush();
          expand(this.at);
          from = this.at;
        } else this.at++;
      }
      flush();
    });
    // What begins no word, such as a lone closing bracket, is passed over.
    if (length === 0 && !quoted && this.at < text.length && !WORD_END.test(text.charAt(this.at))) this.at++;
    return { source: built, computed, quoted };
  }

  /** The bodies of the here-documents that the line before has opened. */
  private hereDocuments(): void {
    for (const { at, delimiter, literal, tabs } of this.pending) {
      const token = this.tokens[at];
      if (token?.kind !== "redirection") continue;
      const body = this.body(delimiter, tabs);
      this.tokens[at] = { kind: "redirection", redirection: { ...token.redirection, body: { source: body, literal } } };
    }
    this.pending = [];
  }

  private body(delimiter: string, tabs: boolean): Source {
    const { source, text } = this;
    return Source.build(({ take }) => {
      while (this.at < text.length) {
        const end = endOfLine(text, this.at);
        const next = Math.min(end + 1, text.length);
        let start = this.at;
        if (tabs) while (text[start] === "\t") start++;
        this.at = next;
        if (text.slice(start, end).replace(/\r$/, "") === delimiter) return;
        take(source, start, next);
      }
    });
  }
}

const TEMPLATES: readonly (readonly [open: string, close: string])[] = [
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
  ["<%", "%>"],
];
const LONGEST_TEMPLATE = 400;
/** Of an arithmetic command, which stands on a line. */
const LONGEST_SUM = 400;

/** Behind a tag of a template that begins at a place and ends on its line. */
function templateEnd(text: string, at: number): number | undefined {
  const char = text[at];
  if (char !== "{" && char !== "<") return undefined;
  const tag = TEMPLATES.find(([open]) => text.startsWith(open, at));
  if (!tag) return undefined;
  const line = text.slice(at, Math.min(at + LONGEST_TEMPLATE, text.length)).split("\n", 1)[0] ?? "";
  const close = line.indexOf(tag[1], 2);
  return close < 0 ? undefined : at + close + 2;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed < 0 ? text.length : feed;
}

/** Behind an expansion that begins at `$` or a backquote; one character on where it is none. */
export function expansionEnd(text: string, start: number): number {
  if (text[start] === "`") {
    let at = start + 1;
    while (at < text.length && text[at] !== "`") at += text[at] === "\\" ? 2 : 1;
    return Math.min(at + 1, text.length);
  }
  const next = text.charAt(start + 1);
  if (next === "{") return closing(text, start + 1, "{", "}");
  if (next === "(") return closing(text, start + 1, "(", ")");
  // Sums of old.
  if (next === "[") return start + 1 + (/^\[[^\]\n]*\]/.exec(text.slice(start + 1, start + LONGEST_SUM))?.[0].length ?? 0);
  if (/[A-Za-z_]/.test(next)) {
    let at = start + 2;
    while (/\w/.test(text.charAt(at))) at++;
    return at;
  }
  return /[0-9@*#?$!-]/.test(next) ? start + 2 : start + 1;
}

/** Behind the bracket that closes the one at a place; strings in between may hold brackets. */
function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "'" && open === "(") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return text.length;
      at = end;
    } else if (char === open) depth++;
    else if (char === close && --depth === 0) return at + 1;
  }
  return text.length;
}
