// `define name = value` and `$name`: puts the values in place, as nft does when it reads a file.
import type { Token } from "./tokens.ts";

/** A value that stands for many words, each of which stands for many: the sum has an end. */
const MOST = 1_000_000;

/** The tokens without definitions and with their values; a variable without one is noted and left. */
export function withVariables(tokens: readonly Token[], note: (line: number, text: string) => void): readonly Token[] {
  if (!tokens.some(({ text }) => text.startsWith("$") || text === "define")) return tokens;
  const values = new Map<string, readonly Token[]>();
  const result: Token[] = [];
  let at = 0;
  let grown = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    if ((token.text === "define" || token.text === "redefine") && token.kind === "word" && tokens[at + 2]?.text === "=") {
      const name = tokens[at + 1]?.text ?? "";
      const [value, next] = valueAt(tokens, at + 3);
      const own: Token[] = [];
      for (const one of value) expand(one, own);
      values.set(name, own);
      at = next;
      continue;
    }
    expand(token, result);
    at++;
  }
  return result;

  function expand(token: Token, into: Token[]): void {
    const variable = token.kind === "word" && token.text.startsWith("$");
    const value = variable && grown <= MOST ? values.get(token.text.slice(1)) : undefined;
    if (!value) {
      if (variable) note(token.line, token.text);
      into.push(token);
      return;
    }
    grown += value.length;
    // As one place of the text: the words of a rule go by where the variable stands.
    for (const one of value) into.push({ ...one, line: token.line, start: token.start, stop: token.stop });
  }
}

function valueAt(tokens: readonly Token[], from: number): readonly [value: readonly Token[], next: number] {
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (depth === 0 && kind === "end") break;
    if (kind === "sign" && text === "{") depth++;
    if (kind === "sign" && text === "}") depth--;
  }
  return [tokens.slice(from, at).filter(({ kind }) => kind !== "end"), at];
}
