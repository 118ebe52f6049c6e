// `field [. field] [& mask] [==|!=|<|in] value | set | @set`, and `field vmap { ... }`, as one look-up.
import { byName } from "../../text/by-name.ts";
import type { Element, Field, Lookup, Value } from "../model.ts";
import { CT_STATES, numberOf } from "../names.ts";
import { takeSet } from "./elements.ts";
import { takeField } from "./fields.ts";
import type { Cursor } from "./tokens.ts";
import { fieldValue, flagsOf } from "./values.ts";

const MAX = 0xffffffff;

/** What was read of the left side and its operator. */
interface Left {
  readonly fields: readonly Field[];
  readonly mask: string | undefined;
}

/** Takes a comparison; undefined, with the cursor anywhere, where it is not understood. */
export function takeComparison(cursor: Cursor, textFrom: (start: number) => string): Lookup | undefined {
  const start = cursor.at;
  const left = takeLeft(cursor);
  if (!left) return undefined;
  const { fields } = left;
  const operator = takeOperator(cursor);
  if (operator === "vmap") {
    const map = takeSet(cursor, fields, true);
    return map && { kind: "lookup", fields, negated: false, verdicts: true, ...map, text: textFrom(start) };
  }
  if (operator === "map") return undefined;
  const one = fields.length === 1 ? fields[0] : undefined;
  if (one && left.mask !== undefined) return takeMasked(cursor, one, left.mask, operator === "!=", () => textFrom(start));
  if (one?.name === "tcp flags" && operator !== "<" && operator !== ">" && cursor.word() !== "{" && !cursor.word().startsWith("@")) {
    return takeFlags(cursor, one, operator, () => textFrom(start));
  }
  if (operator === "<" || operator === ">" || operator === "<=" || operator === ">=") {
    const value = fieldValue(fields[0] as Field, cursor.next()?.text ?? "");
    const bound = value.low;
    const range: Value =
      bound === undefined
        ? { text: `${operator} ${value.text}` }
        : operator.startsWith("<")
          ? { text: value.text, low: 0, high: operator === "<" ? bound - 1 : bound }
          : { text: value.text, low: operator === ">" ? bound + 1 : bound, high: MAX };
    return { kind: "lookup", fields, negated: false, elements: [{ values: [range] }], text: textFrom(start) };
  }
  const set = takeSet(cursor, fields, false);
  return set && { kind: "lookup", fields, negated: operator === "!=" || operator === "!", ...set, text: textFrom(start) };
}

/** `ip saddr . tcp dport`; undefined, with the cursor anywhere, where it is none. */
export function takeKey(cursor: Cursor): readonly Field[] | undefined {
  const fields: Field[] = [];
  do {
    const field = takeField(cursor);
    if (!field) return undefined;
    fields.push(field);
  } while (cursor.take("."));
  return fields;
}

function takeLeft(cursor: Cursor): Left | undefined {
  const bracket = cursor.take("(");
  const fields = takeKey(cursor);
  if (!fields) return undefined;
  let mask: string | undefined;
  if (cursor.take("&", "and")) mask = takeExpression(cursor);
  else if (/^(\||\^|<<|>>|or|xor|lshift|rshift)$/.test(cursor.word())) return undefined;
  if (bracket) cursor.take(")");
  return { fields, mask };
}

/** A value made of names and `|`, in brackets or not: its names with commas. */
function takeExpression(cursor: Cursor): string {
  const words: string[] = [];
  const bracket = cursor.take("(");
  do words.push(cursor.next()?.text ?? "");
  while (cursor.take("|", "or") || (bracket && cursor.take(",")));
  if (bracket) cursor.take(")");
  return words.join(",");
}

function takeOperator(cursor: Cursor): string {
  const word = cursor.word();
  const named = byName<string>({ eq: "==", ne: "!=", lt: "<", gt: ">", le: "<=", ge: ">=" });
  if (/^(==|!=|<|>|<=|>=|eq|ne|lt|gt|le|ge|vmap|map|!)$/.test(word)) {
    cursor.at++;
    return named[word] ?? word;
  }
  return "";
}

/** `meta mark & 0x1 == 0x1`, `tcp flags & (fin | syn) == syn`, `ct state & new != 0`. */
function takeMasked(cursor: Cursor, field: Field, maskText: string, negated: boolean, text: () => string): Lookup | undefined {
  const wanted = takeExpression(cursor);
  if (field.name === "ct state") {
    const states = maskText.split(",");
    if (!states.every((state) => CT_STATES.includes(state))) return undefined;
    if (wanted !== "0" && wanted !== "0x0") return undefined;
    const elements = states.map((state): Element => ({ values: [fieldValue(field, state)] }));
    return { kind: "lookup", fields: [field], negated: !negated, elements, text: text() };
  }
  const read = field.name === "tcp flags" ? flagsOf : numberOf;
  const mask = read(maskText);
  const value = read(wanted);
  if (mask === undefined || value === undefined || (!field.name.endsWith("mark") && field.name !== "tcp flags")) {
    return {
      kind: "lookup",
      fields: [field.name.startsWith("ct") ? { name: "ct" } : { ...field, name: "other" }],
      negated,
      elements: [{ values: [{ text: wanted }] }],
      text: text(),
    };
  }
  return {
    kind: "lookup",
    fields: [{ ...field, mask }],
    negated,
    elements: [{ values: [{ text: wanted, low: value, high: value }] }],
    text: text(),
  };
}

/** `tcp flags syn`: any of them; `! syn`: none; `== syn`: these and no other; `syn / syn,ack`: under a mask. */
function takeFlags(cursor: Cursor, field: Field, operator: string, text: () => string): Lookup | undefined {
  const words = takeList(cursor).join(",");
  const value = flagsOf(words);
  if (value === undefined) return undefined;
  let own: Field = operator === "==" || operator === "!=" ? { ...field, mask: 255 } : { ...field, mask: value, any: true };
  if (cursor.take("/")) {
    const mask = flagsOf(takeList(cursor).join(","));
    if (mask === undefined) return undefined;
    own = { ...field, mask };
  }
  return {
    kind: "lookup",
    fields: [own],
    negated: operator.startsWith("!"),
    elements: [{ values: [{ text: words, low: value, high: value }] }],
    text: text(),
  };
}

function takeList(cursor: Cursor): string[] {
  const words: string[] = [];
  do words.push(cursor.next()?.text ?? "");
  while (cursor.take(","));
  return words;
}
