// The words of nft's language, with their lines. Knows no statement.
import { LIMITS } from "../../text/limits.ts";

export interface Token {
  readonly kind: "word" | "string" | "sign" | "end";
  /** Of a string, without its quotes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly stop: number;
}

const SIGNS = ["<<", ">>", "==", "!=", "<=", ">=", "{", "}", "(", ")", ",", ";", "=", "<", ">", "&", "|", "^", "!"];
const WORD = /[^\s{}(),;=<>&|^!"#\\]+/y;
const STRING = /"([^"\n]*)"?/y;

/**
 * Of a text, as many as are read (LIMITS.ruleWords); `cut` is told the line where they end before it does. A line's end, and a
 * semicolon, is an `end`. Comments are passed over. `lines` gives other numbers to its lines.
 */
export function nftTokens(text: string, cut: (line: number) => void, lines?: readonly number[]): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  let weight = 0;
  const push = (kind: Token["kind"], word: string, stop: number): void => {
    tokens.push({ kind, text: word, line: lines?.[line - 1] ?? line, start: at, stop });
    at = stop;
    if (kind === "end" || word.startsWith("$")) weight += LIMITS.ruleWeight;
    else weight += word === "," || word === "}" ? LIMITS.elementWeight : 1;
  };
  while (at < text.length) {
    if (weight >= LIMITS.ruleWords) {
      cut(tokens.at(-1)?.line ?? 1);
      break;
    }
    const character = text[at] as string;
    if (character === "\n") {
      // One end is enough: empty lines are none of the words.
      if (tokens.at(-1)?.kind === "end") at++;
      else push("end", "\n", at + 1);
      line++;
    } else if (character === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at += text[at + 1] === "\r" ? 3 : 2;
      line++;
    } else if (/\s/.test(character) || character === "\\") {
      at++;
    } else if (character === "#") {
      // Up to nft 0.9, what iptables-nft put in and nft cannot show stands between the rule's other words like this.
      const [shown, kind = "", name = ""] = /^# (match|target) (\w+)/.exec(text.slice(at, at + 80)) ?? [];
      if (shown !== undefined && tokens.length > 0 && tokens.at(-1)?.kind !== "end") {
        push("word", "xt", at + 1);
        push("word", kind, at + 2);
        push("string", name, at + shown.length - 3);
        continue;
      }
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (character === '"') {
      STRING.lastIndex = at;
      const match = STRING.exec(text);
      push("string", match?.[1] ?? "", STRING.lastIndex || at + 1);
    } else {
      const sign = SIGNS.find((one) => text.startsWith(one, at));
      if (sign !== undefined) {
        push(sign === ";" ? "end" : "sign", sign, at + sign.length);
        continue;
      }
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? character;
      pushWord(word);
    }
  }
  return tokens;

  /** The colon of a map may stand right behind its key, or before its value: `80: accept`, `80:jump x`, `to :tcp dport map`. */
  function pushWord(word: string): void {
    const stop = at + word.length;
    if (/^:[a-z]/i.test(word)) {
      push("word", ":", at + 1);
      push("word", word.slice(1), stop);
      return;
    }
    const [, key, rest] = /^([\w./*-]+):([a-z@$].*)?$/i.exec(word) ?? [];
    if (word.length > 1 && key !== undefined && !/^[0-9a-f]{0,4}:[0-9a-f:.]*$/i.test(word) && !/^\d+:\d+$/.test(word)) {
      push("word", key, at + key.length);
      push("word", ":", at + 1);
      if (rest !== undefined) push("word", rest, stop);
    } else if (/^[0-9a-f:./]+[^:]:$/i.test(word)) {
      push("word", word.slice(0, -1), stop - 1);
      push("word", ":", stop);
    } else push("word", word, stop);
  }
}

/** Goes through tokens one by one. */
export class Cursor {
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;
  constructor(tokens: readonly Token[], at = 0, end = tokens.length) {
    this.tokens = tokens;
    this.at = at;
    this.end = end;
  }
  get done(): boolean {
    return this.at >= this.end;
  }
  peek(ahead = 0): Token | undefined {
    return this.at + ahead < this.end ? this.tokens[this.at + ahead] : undefined;
  }
  next(): Token | undefined {
    const token = this.peek();
    if (token) this.at++;
    return token;
  }
  /** The text of the next token, or of one behind it; empty at the end. Strings are not words. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token && token.kind !== "string" ? token.text : "";
  }
  /** Takes the next token where it is this word or sign. */
  take(...texts: readonly string[]): boolean {
    if (this.done || !texts.includes(this.word())) return false;
    this.at++;
    return true;
  }
}
