// Statements of nft's JSON, as the words that nft prints for them.
import { byName } from "../../text/by-name.ts";
import { expressionText, isObject, type Json, type JsonObject, mapText, quoted, text, UNKNOWN, verdictText } from "./json-values.ts";

/** Text of one statement of a rule; what is not known comes as a word that no reader understands, with its name. */
export function statementText(statement: Json): string {
  if (!isObject(statement)) return UNKNOWN;
  const [[kind, inner] = ["", undefined]] = Object.entries(statement);
  const own = STATEMENTS[kind];
  if (own) return own(isObject(inner) ? inner : {}, inner ?? null);
  return verdictText(kind, inner) ?? `${UNKNOWN} ${kind.replace(/[^\w ]/g, "")}`;
}

const nat =
  (name: string) =>
  ({ family, addr, port }: JsonObject): string => {
    const address = addr === undefined ? "" : expressionText(addr);
    const to =
      addr === undefined && port === undefined
        ? ""
        : ` to ${port !== undefined && /^[0-9a-f]*:/i.test(address) ? `[${address}]` : address}${port === undefined ? "" : `:${expressionText(port)}`}`;
    return `${name}${family === undefined ? "" : ` ${text(family)}`}${to}`;
  };

const STATEMENTS = byName<(inner: JsonObject, whole: Json) => string>({
  match: ({ op, left, right }) => {
    const operator = op === "in" || op === "==" ? (isMasked(left) ? "==" : "") : text(op);
    return [expressionText(left), operator, expressionText(right)].filter((word) => word !== "").join(" ");
  },
  vmap: ({ key, data }) => `${expressionText(key)} vmap ${mapText(data)}`,
  counter: () => "counter",
  mangle: ({ key, value }) => `${expressionText(key)} set ${expressionText(value)}`,
  limit: ({ rate, per, inv }) => `limit rate ${inv === true ? "over " : ""}${text(rate)}/${text(per)}`,
  quota: ({ val, inv }) => `quota ${inv === true ? "over " : ""}${text(val)} bytes`,
  last: () => "last",
  log: ({ prefix }) => (prefix === undefined ? "log" : `log prefix ${quoted(text(prefix))}`),
  reject: () => "reject",
  snat: nat("snat"),
  dnat: nat("dnat"),
  masquerade: nat("masquerade"),
  redirect: nat("redirect"),
  notrack: () => "notrack",
  queue: () => "queue num 0",
  dup: () => "dup to",
  fwd: () => "fwd to",
  set: ({ op, elem, set, stmt }) =>
    `${text(op) || "add"} ${text(set)} { ${expressionText(elem)} ${Array.isArray(stmt) ? stmt.map(statementText).join(" ") : ""} }`,
  map: ({ op, elem, map }) => `${text(op) || "add"} ${text(map)} { ${expressionText(elem)} }`,
  meter: ({ name, key, stmt }) => `meter ${text(name)} { ${expressionText(key)} ${stmt === undefined ? "" : statementText(stmt)} }`,
  "ct helper": (_, whole) => `ct helper set ${quoted(text(whole))}`,
  "ct timeout": (_, whole) => `ct timeout set ${quoted(text(whole))}`,
  "ct expectation": (_, whole) => `ct expectation set ${quoted(text(whole))}`,
  "ct count": ({ val, inv }) => `ct count ${inv === true ? "over " : ""}${text(val)}`,
  flow: ({ flowtable }) => `flow add ${text(flowtable)}`,
  tproxy: ({ port }) => `tproxy to :${expressionText(port)}`,
  synproxy: () => "synproxy",
  xt: ({ type, name }) => `xt ${text(type)} ${quoted(text(name))}`,
  secmark: () => 'comment "secmark"',
});

function isMasked(left: Json | undefined): boolean {
  return isObject(left) && "&" in left;
}
