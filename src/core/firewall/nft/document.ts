// A text of nft, as `nft list ruleset` prints it or as a file for `nft -f`, from words to tables. Never throws.
import type { Family, RuleSet } from "../model.ts";
import { emptyRuleSet, type Tables } from "../tables.ts";
import { takeChainBody } from "./chains.ts";
import { takeObject } from "./objects.ts";
import { nftSteps, textOf } from "./rule.ts";
import { Cursor, nftTokens, type Token } from "./tokens.ts";
import { withVariables } from "./variables.ts";

const FAMILIES: readonly string[] = ["ip", "ip6", "inet", "arp", "bridge", "netdev"];
const OBJECTS = /^(set|map|flowtable|counter|quota|limit|secmark|synproxy|tunnel|ct)$/;

/** `lines`: the number of each line, where the text was made of another one. */
export function readNft(source: string, file: string, lines?: readonly number[]): RuleSet {
  const tables = emptyRuleSet("nft", file);
  const cursor = new Cursor(withVariables(nftTokens(source, lines), tables.note));
  const context: Context = { cursor, source, tables };
  while (!cursor.done) {
    if (cursor.peek()?.kind === "end" || cursor.take("}")) {
      if (cursor.peek()?.kind === "end") cursor.at++;
      continue;
    }
    const start = cursor.at;
    takeCommand(context);
    if (cursor.at === start) cursor.at++;
  }
  return tables.done();
}

export interface Context {
  readonly cursor: Cursor;
  readonly source: string;
  readonly tables: Tables;
}

function takeCommand(context: Context): void {
  const { cursor } = context;
  cursor.take("sudo");
  // A script of commands: `nft add rule ...`.
  if (/(^|\/)nft$/.test(cursor.word())) cursor.at++;
  const verb = /^(add|create|insert|replace|delete|destroy|flush|reset|list)$/.test(cursor.word()) ? cursor.next()?.text : undefined;
  if (verb === "flush" || verb === "delete" || verb === "destroy") return takeRemoval(context);
  if (verb === "reset" || verb === "list") return skipStatement(cursor);
  const kind = cursor.word();
  if (kind === "table") return takeTable(context);
  if (kind === "chain" && verb) {
    cursor.at++;
    const table = takeTableName(context);
    const name = cursor.next()?.text ?? "";
    if (cursor.take("{")) takeChainBody(context, table, name);
    else context.tables.chain(table, name, cursor.peek(-1)?.line ?? 1);
    return;
  }
  if (kind === "rule" || (verb && (verb === "insert" || FAMILIES.includes(kind)))) {
    if (kind === "rule") cursor.at++;
    return takeRuleCommand(context, verb ?? "add");
  }
  if ((OBJECTS.test(kind) || kind === "element") && verb) return takeObjectCommand(context);
  if (kind === "include" || kind === "define" || kind === "redefine" || kind === "undefine") {
    const line = cursor.peek()?.line ?? 1;
    const text = statementText(context);
    if (kind === "include") context.tables.note(line, text);
    return;
  }
  unknownStatement(context);
}

function takeTableName({ cursor, tables }: Context): ReturnType<Tables["table"]> {
  const family = FAMILIES.includes(cursor.word()) ? (cursor.next()?.text as Family) : "ip";
  const token = cursor.next();
  return tables.table(family, token?.text ?? "", token?.line ?? 1);
}

function takeTable(context: Context): void {
  const { cursor, tables } = context;
  cursor.at++;
  const table = takeTableName(context);
  if (!cursor.take("{")) return skipStatement(cursor);
  while (!cursor.done && !cursor.take("}")) {
    const kind = cursor.word();
    if (cursor.peek()?.kind === "end") cursor.at++;
    else if (kind === "chain") {
      cursor.at++;
      const name = cursor.next()?.text ?? "";
      while (cursor.peek()?.kind === "end") cursor.at++;
      if (cursor.take("{")) takeChainBody(context, table, name);
    } else if (OBJECTS.test(kind)) takeObject(context, table);
    else if (kind === "flags" || kind === "comment" || kind === "type") {
      if (statementText(context).includes("dormant")) table.dormant = true;
    } else {
      const line = cursor.peek()?.line ?? 1;
      const text = statementText(context);
      if (text !== "") tables.note(line, text);
      else cursor.at++;
    }
  }
}

/** `add rule inet filter input [handle 3|position 3|index 0] tcp dport 22 accept`. */
function takeRuleCommand(context: Context, verb: string): void {
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

function takeObjectCommand(context: Context): void {
  const { cursor, tables } = context;
  if (cursor.word() === "element") {
    cursor.at++;
    const table = takeTableName(context);
    const name = cursor.next()?.text ?? "";
    if (cursor.take("{")) tables.addElements(table, name, cursor);
    return;
  }
  takeObject(context, undefined);
}

function takeRemoval(context: Context): void {
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

export function unknownStatement(context: Context): void {
  const line = context.cursor.peek()?.line ?? 1;
  const text = statementText(context);
  if (text !== "") context.tables.note(line, text);
}

/** Words up to the end of the statement; brackets hold it together. The end is taken too. */
export function takeStatementTokens(cursor: Cursor): readonly Token[] {
  const start = cursor.at;
  let depth = 0;
  while (!cursor.done) {
    const token = cursor.peek() as Token;
    if (depth === 0 && (token.kind === "end" || (token.kind === "sign" && token.text === "}"))) break;
    if (token.kind === "sign" && token.text === "{") depth++;
    if (token.kind === "sign" && token.text === "}") depth--;
    cursor.at++;
  }
  const tokens = cursor.tokens.slice(start, cursor.at);
  if (cursor.peek()?.kind === "end") cursor.at++;
  return tokens.filter(({ kind }) => kind !== "end");
}

function statementText(context: Context): string {
  return textOf(takeStatementTokens(context.cursor), context.source);
}

export function skipStatement(cursor: Cursor): void {
  takeStatementTokens(cursor);
}
