// The right side of a comparison in nft: a value, a list, a set or map in brackets or by its name, with its elements.
import type { Element, Field, Value, Verdict } from "../model.ts";
import type { Cursor } from "./tokens.ts";
import { fieldValue } from "./values.ts";

/** `{ a, b }`, `@name`, or one value or a list of them without brackets. */
export function takeSet(cursor: Cursor, fields: readonly Field[], verdicts: boolean): { elements: Element[]; set?: string } | undefined {
  const word = cursor.word();
  if (word.startsWith("@") && word.length > 1) {
    cursor.at++;
    return { elements: [], set: word.slice(1) };
  }
  if (cursor.take("{")) return { elements: takeElements(cursor, fields, verdicts) };
  if (word.startsWith("$")) return undefined;
  const elements: Element[] = [];
  do {
    const values = takeTuple(cursor, fields);
    if (!values) return undefined;
    elements.push({ values });
  } while (cursor.take(","));
  return { elements };
}

/** Elements behind an opening bracket, with the closing one. */
export function takeElements(cursor: Cursor, fields: readonly Field[], verdicts: boolean): Element[] {
  const elements: Element[] = [];
  while (!cursor.done && !cursor.take("}")) {
    const at = cursor.at;
    if (cursor.take(",") || cursor.peek()?.kind === "end") {
      if (cursor.at === at) cursor.at++;
      continue;
    }
    const values = takeTuple(cursor, fields) ?? [];
    // An element's own timeout, counter, limit or comment; the verdict of a map.
    let verdict: Verdict | undefined;
    let data: string | undefined;
    while (!cursor.done && cursor.word() !== "," && cursor.word() !== "}") {
      if (cursor.take(":")) {
        if (verdicts) verdict = onlyOne(cursor, takeVerdict(cursor));
        else data = takeData(cursor);
      } else if (cursor.word() === "{") skipBlock(cursor);
      else cursor.at++;
    }
    elements.push({ values, ...(verdict ? { verdict } : {}), ...(data === undefined ? {} : { data }) });
    if (cursor.at === at) cursor.at++;
  }
  return elements;
}

/** The words up to the end of the element. */
function takeData(cursor: Cursor): string {
  const words: string[] = [];
  while (!cursor.done && !/^[,{}]$/.test(cursor.word())) words.push(cursor.next()?.text ?? "");
  return words.join(" ");
}

const verdictsIn = new WeakMap<Cursor, Map<string, Verdict>>();

/** One for all elements with the same: maps of ports have thousands, and a packet is sent one way for each verdict. */
function onlyOne(cursor: Cursor, verdict: Verdict | undefined): Verdict | undefined {
  if (!verdict) return undefined;
  const known = verdictsIn.get(cursor) ?? new Map<string, Verdict>();
  verdictsIn.set(cursor, known);
  const key = `${verdict.kind} ${"chain" in verdict ? verdict.chain : ""}`;
  const before = known.get(key);
  if (!before) known.set(key, verdict);
  return before ?? verdict;
}

function skipBlock(cursor: Cursor): void {
  let depth = 0;
  do {
    if (cursor.word() === "{") depth++;
    if (cursor.word() === "}") depth--;
    cursor.at++;
  } while (depth > 0 && !cursor.done);
}

function takeTuple(cursor: Cursor, fields: readonly Field[]): Value[] | undefined {
  let values: Value[] | undefined;
  do {
    const token = cursor.next();
    if (!token || token.kind === "end" || (token.kind === "sign" && token.text !== "!")) return undefined;
    const field = fields[values?.length ?? 0] ?? { name: "other" };
    let text = token.text;
    if (cursor.word() === "-") {
      cursor.at++;
      text += `-${cursor.next()?.text ?? ""}`;
    }
    while (cursor.take("|")) text += `,${cursor.next()?.text ?? ""}`;
    const value = fieldValue(field, text);
    // Most have one, and a list that grows from none has room for 17.
    if (values) values.push(value);
    else values = [value];
  } while (cursor.take("."));
  return values;
}

/** `accept`, `jump name`; the words after it are left. */
export function takeVerdict(cursor: Cursor): Verdict | undefined {
  const word = cursor.word();
  if (word === "accept" || word === "drop" || word === "return" || word === "continue") {
    cursor.at++;
    return { kind: word };
  }
  if (word === "jump" || word === "goto") {
    cursor.at++;
    return { kind: word, chain: cursor.next()?.text ?? "" };
  }
  return undefined;
}
