// A text of nft, as `nft list ruleset` prints it or as a file for `nft -f`, from words to tables. Never throws.
import { TOO_MUCH } from "../../text/limits.ts";
import type { RuleSet } from "../model.ts";
import { emptyRuleSet } from "../tables.ts";
import { takeChainBody } from "./chains.ts";
import { FAMILIES, takeChainCommand, takeElementCommand, takeRemoval, takeRuleCommand, takeTableName } from "./commands.ts";
import { type Context, skipStatement, statementText, unknownStatement } from "./context.ts";
import { takeObject } from "./objects.ts";
import { Cursor, nftTokens } from "./tokens.ts";
import { withVariables } from "./variables.ts";

const OBJECTS = /^(set|map|flowtable|counter|quota|limit|secmark|synproxy|tunnel|ct)$/;

/** `lines`: the number of each line, where the text was made of another one. */
export function readNft(source: string, file: string, lines?: readonly number[]): RuleSet {
  const tables = emptyRuleSet("nft", file);
  const tokens = nftTokens(source, (line) => tables.note(line, TOO_MUCH.ruleWords), lines);
  const cursor = new Cursor(withVariables(tokens, tables.note));
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

function takeCommand(context: Context): void {
  const { cursor } = context;
  cursor.take("sudo");
  // A script of commands: `nft add rule ...`.
  if (/(^|\/)nft$/.test(cursor.word())) cursor.at++;
  const verb = /^(add|create|insert|replace|delete|destroy|flush|reset|list)$/.test(cursor.word()) ? cursor.next()?.text : undefined;
  const kind = cursor.word();
  const isRule = kind === "rule" || (verb !== undefined && (verb === "insert" || FAMILIES.includes(kind)));
  if (verb === "flush" || verb === "delete" || verb === "destroy") takeRemoval(context);
  else if (verb === "reset" || verb === "list") skipStatement(cursor);
  else if (kind === "table") takeTable(context);
  else if (kind === "chain" && verb) takeChainCommand(context);
  else if (isRule) {
    if (kind === "rule") cursor.at++;
    takeRuleCommand(context, verb ?? "add");
  } else if (kind === "element" && verb) takeElementCommand(context);
  else if (OBJECTS.test(kind) && verb) takeObject(context, undefined);
  else if (kind === "include") unknownStatement(context);
  else if (/^(define|redefine|undefine)$/.test(kind)) skipStatement(cursor);
  else unknownStatement(context);
}

function takeTable(context: Context): void {
  const { cursor, tables } = context;
  cursor.at++;
  const table = takeTableName(context);
  if (!cursor.take("{")) {
    skipStatement(cursor);
    return;
  }
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
