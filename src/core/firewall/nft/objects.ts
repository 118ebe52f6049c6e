// Sets, maps and the other objects with a name in a table of nft.
import { byName } from "../../text/by-name.ts";
import type { Element, Field, NamedObject, Table } from "../model.ts";
import { type Context, skipStatement, takeStatementTokens } from "./context.ts";
import { takeElements } from "./elements.ts";
import { takeField } from "./fields.ts";
import { Cursor } from "./tokens.ts";

const FAMILY = /^(ip|ip6|inet|arp|bridge|netdev)$/;

/** Takes an object with its body; without a table the words name one first, as in `add set inet filter blocked { ... }`. */
export function takeObject(context: Context, own: Table | undefined): void {
  const { cursor, tables } = context;
  const line = cursor.peek()?.line ?? 1;
  let kind = cursor.next()?.text ?? "";
  if (kind === "ct") kind = `ct ${cursor.next()?.text ?? ""}`;
  let table = own;
  if (!table) {
    const family = FAMILY.test(cursor.word()) ? (cursor.next()?.text as Table["family"]) : "ip";
    table = tables.table(family, cursor.next()?.text ?? "", line);
  }
  const name = cursor.next()?.text ?? "";
  if (kind === "ct helper" || kind === "ct timeout" || kind === "ct expectation" || kind === "synproxy") {
    table.objects.push({ kind: kind as NamedObject["kind"], name, line });
    tables.countRead();
  }
  while (cursor.peek()?.kind === "end") cursor.at++;
  if (!cursor.take("{")) {
    skipStatement(cursor);
    return;
  }
  if (kind === "set" || kind === "map") {
    takeSetBody(context, table, name);
    return;
  }
  let depth = 1;
  while (!cursor.done && depth > 0) {
    if (cursor.word() === "{") depth++;
    if (cursor.word() === "}") depth--;
    cursor.at++;
  }
}

function takeSetBody({ cursor, tables }: Context, table: Table, name: string): void {
  let fields: readonly Field[] = [];
  let verdicts = false;
  let dynamic = false;
  let elements: Element[] = [];
  while (!cursor.done && !cursor.take("}")) {
    const word = cursor.word();
    if (word === "elements") {
      cursor.at++;
      cursor.take("=");
      if (cursor.take("{")) elements = elements.concat(takeElements(cursor, fields, verdicts));
      continue;
    }
    const start = cursor.at;
    const tokens = takeStatementTokens(cursor);
    const words = tokens.map(({ text }) => text);
    if (word === "type" || word === "typeof") {
      const colon = words.indexOf(":");
      verdicts = colon >= 0 && words[colon + 1] === "verdict";
      const type = tokens.slice(1, colon < 0 ? tokens.length : colon);
      fields = word === "type" ? fieldsOfType(type.map(({ text }) => text)) : fieldsOf(new Cursor(type));
    } else if (word === "flags" && words.some((flag) => flag === "dynamic" || flag === "timeout")) dynamic = true;
    if (cursor.at === start && cursor.word() !== "}") cursor.at++;
  }
  tables.defineSet(table, name, { dynamic, elements }, fields, verdicts);
}

const TYPES = byName<Field>({
  inet_service: { name: "any port" },
  inet_proto: { name: "protocol" },
  mark: { name: "mark" },
  ct_state: { name: "ct state" },
  icmp_type: { name: "icmp type", family: "ip" },
  icmpv6_type: { name: "icmp type", family: "ip6" },
  nf_proto: { name: "family" },
});

function fieldsOfType(words: readonly string[]): readonly Field[] {
  return words.filter((word) => word !== ".").map((word) => TYPES[word] ?? { name: "other" });
}

function fieldsOf(cursor: Cursor): readonly Field[] {
  const fields: Field[] = [];
  do fields.push(takeField(cursor) ?? { name: "other" });
  while (cursor.take("."));
  return fields;
}
