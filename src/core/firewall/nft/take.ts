// What the statements of nft share: how each takes its words.
import type { Lookup, Step } from "../model.ts";
import { takeKey } from "./comparison.ts";
import { takeSet } from "./elements.ts";
import { Cursor, type Token } from "./tokens.ts";

/** Takes a statement's words; undefined, with the cursor anywhere, where it is none. */
export type Take = (cursor: Cursor, text: () => string) => Step | readonly Step[] | undefined;

/** Takes words up to the first that none of `words` allows; a number may always stand. */
export function takeWhile(cursor: Cursor, words: RegExp): void {
  while (!cursor.done && (cursor.peek()?.kind === "string" || words.test(cursor.word()))) cursor.at++;
}

export const note =
  (words: RegExp): Take =>
  (cursor, text) => {
    cursor.at++;
    takeWhile(cursor, words);
    return { kind: "note", text: text() };
  };

export const rest =
  (step: (text: string) => Step): Take =>
  (cursor, text) => {
    cursor.at++;
    takeRest(cursor);
    return step(text());
  };

/** A block in brackets, or a name. */
export function takeOperand(cursor: Cursor): void {
  if (cursor.word() !== "{") {
    cursor.at++;
    return;
  }
  let depth = 0;
  do {
    if (cursor.word() === "{") depth++;
    if (cursor.word() === "}") depth--;
    cursor.at++;
  } while (depth > 0 && !cursor.done);
}

/**
 * A name, or what stands for one by what the packet is: `name "web"`, `name tcp dport map { 80 : "web" }`. Gives the map then:
 * the rule ends for packets that it has nothing for (nft_objref_map_eval).
 */
export function takeName(cursor: Cursor, text: () => string): readonly Lookup[] {
  const start = cursor.at;
  const isMap = cursor.peek()?.kind !== "string" && takeKey(cursor) !== undefined && cursor.take("map");
  if (isMap) takeOperand(cursor);
  else cursor.at = start + 1;
  const map = isMap ? mapIn(cursor.tokens.slice(start, cursor.at), text()) : undefined;
  return map ? [map] : [];
}

/** `tcp dport map { 80 : 10.0.0.2 }` at the end of a value: whether the map has something for the packet; else the rule ends. */
export function mapIn(tokens: readonly Token[], text: string): Lookup | undefined {
  const at = tokens.findIndex(({ text: word, kind }) => word === "map" && kind === "word");
  if (at < 0) return undefined;
  const start = tokens.slice(0, at).findLastIndex(({ text: word }) => word === "to" || word === ":") + 1;
  const cursor = new Cursor(tokens, start);
  const fields = takeKey(cursor);
  const set = fields && cursor.at === at && cursor.take("map") ? takeSet(cursor, fields, false) : undefined;
  if (fields && set) return { kind: "lookup", fields, negated: false, ...set, text };
  // Of a key that is not understood nobody knows.
  return { kind: "lookup", fields: [{ name: "other" }], negated: false, elements: [{ values: [{ text: "map" }] }], text };
}

/** The rest of a rule; a comment does not belong to it. */
export function takeRest(cursor: Cursor): string {
  const from = cursor.at;
  while (!cursor.done && !(cursor.word() === "comment" && cursor.peek(1)?.kind === "string")) cursor.at++;
  return cursor.tokens
    .slice(from, cursor.at)
    .map(({ text }) => text)
    .join(" ");
}

/** A value to be set: ends where another statement begins. */
export function takeValue(cursor: Cursor): void {
  let first = true;
  while (!cursor.done) {
    const word = cursor.word();
    if (word === "{") takeOperand(cursor);
    else if (
      !first &&
      STATEMENT_START.test(word) &&
      !/^(map|and|or|xor|jhash|offset|seed|mod|&|\||\^|\.|<<|>>|\)|-)$/.test(cursor.tokens[cursor.at - 1]?.text ?? "")
    )
      return;
    else cursor.at++;
    first = false;
  }
}

const STATEMENT_START =
  /^(accept|drop|reject|return|continue|jump|goto|counter|log|limit|quota|comment|notrack|dnat|snat|masquerade|redirect|queue|add|update|set|meta|ct|ip|ip6|tcp|udp|flow|synproxy|tproxy|dup|fwd|xt)$/;
