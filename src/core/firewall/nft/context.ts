// What readers of nft's text share: where they are, and statements as words.
import type { Tables } from "../tables.ts";
import { textOf } from "./rule.ts";
import type { Cursor, Token } from "./tokens.ts";

export interface Context {
  readonly cursor: Cursor;
  readonly source: string;
  readonly tables: Tables;
}

export function unknownStatement(context: Context): void {
  const line = context.cursor.peek()?.line ?? 1;
  const text = statementText(context);
  if (text !== "") context.tables.note(line, text);
}

/** Words up to the end of the statement; brackets hold it together. The end is taken too. */
export function takeStatementTokens(cursor: Cursor): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  while (!cursor.done) {
    const token = cursor.peek() as Token;
    if (depth === 0 && (token.kind === "end" || (token.kind === "sign" && token.text === "}"))) break;
    if (token.kind === "sign" && token.text === "{") depth++;
    if (token.kind === "sign" && token.text === "}") depth--;
    if (token.kind !== "end") tokens.push(token);
    cursor.at++;
  }
  if (cursor.peek()?.kind === "end") cursor.at++;
  return tokens;
}

export function statementText(context: Context): string {
  return textOf(takeStatementTokens(context.cursor), context.source);
}

export function skipStatement(cursor: Cursor): void {
  takeStatementTokens(cursor);
}
