// The commands of nft's files and scripts: `add rule`, `add element`, `delete table`, each behind its verb.
import type { Family } from "../model.ts";
import type { Tables } from "../tables.ts";
import { takeChainBody } from "./chains.ts";
import { type Context, skipStatement, statementText, takeStatementTokens } from "./context.ts";
import { nftSteps, textOf } from "./rule.ts";

export const FAMILIES: readonly string[] = ["ip", "ip6", "inet", "arp", "bridge", "netdev"];

export function takeTableName({ cursor, tables }: Context): ReturnType<Tables["table"]> {
  const family = FAMILIES.includes(cursor.word()) ? (cursor.next()?.text as Family) : "ip";
  const token = cursor.next();
  return tables.table(family, token?.text ?? "", token?.line ?? 1);
}

/** `add rule inet filter input [handle 3|position 3|index 0] tcp dport 22 accept`. */
export function takeRuleCommand(context: Context, verb: string): void {
  const { cursor, tables, source } = context;
  const line = cursor.peek()?.line ?? 1;
  const table = takeTableName(context);
  const chain = cursor.next()?.text ?? "";
  let place = verb === "insert" ? 0 : undefined;
  let placed = false;
  while (/^(handle|position|index)$/.test(cursor.word())) {
    const index = cursor.word() === "index" ? Number(cursor.word(1)) : Number.NaN;
    if (Number.isInteger(index)) place = verb === "insert" ? index : index + 1;
    else placed = true;
    cursor.at += 2;
  }
  const tokens = takeStatementTokens(cursor);
  const text = textOf(tokens, source);
  if (text === "") return;
  // Where a handle names the place, the order cannot be told.
  if (placed || verb === "replace") tables.note(line, text);
  tables.rule(table, chain, { line, text, steps: nftSteps(tokens, source) }, place);
}

export function takeElementCommand(context: Context): void {
  const { cursor, tables } = context;
  cursor.at++;
  const table = takeTableName(context);
  const name = cursor.next()?.text ?? "";
  if (cursor.take("{")) tables.addElements(table, name, cursor);
}

export function takeChainCommand(context: Context): void {
  const { cursor, tables } = context;
  cursor.at++;
  const table = takeTableName(context);
  const name = cursor.next()?.text ?? "";
  if (cursor.take("{")) takeChainBody(context, table, name);
  else tables.chain(table, name, cursor.peek(-1)?.line ?? 1);
}

export function takeRemoval(context: Context): void {
  const { cursor, tables } = context;
  const line = cursor.peek()?.line ?? 1;
  const kind = cursor.next()?.text;
  if (kind === "ruleset") tables.clear();
  else if (kind === "table") {
    const { family, name } = takeTableName(context);
    tables.remove(family, name);
  } else if (kind === "chain") {
    const table = takeTableName(context);
    tables.flushChain(table, cursor.next()?.text ?? "");
  } else if (kind === "rule" || kind === "element") {
    tables.note(line, statementText(context));
  }
  skipStatement(cursor);
}
