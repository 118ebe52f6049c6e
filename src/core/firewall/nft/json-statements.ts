// Statements of nft's JSON, as the words that nft prints for them.
import { byName } from "../../text/by-name.ts";
import {
  expressionText,
  isObject,
  type Json,
  type JsonObject,
  mapText,
  operandText,
  quoted,
  text,
  UNKNOWN,
  verdictText,
} from "./json-values.ts";

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

/** Of an object with a name, or of one that a map names: `counter name tcp dport map @web`. */
const named =
  (kind: string) =>
  (inner: JsonObject, whole: Json): string =>
    isNamed(inner, whole) ? `${kind} name ${typeof whole === "string" ? quoted(whole) : expressionText(inner)}` : kind;

function isNamed(inner: JsonObject, whole: Json): boolean {
  return typeof whole === "string" || "map" in inner;
}

const limitText = ({ rate, per, inv }: JsonObject): string => `limit rate ${inv === true ? "over " : ""}${text(rate)}/${text(per)}`;
const quotaText = ({ val, inv }: JsonObject): string => `quota ${inv === true ? "over " : ""}${text(val)} bytes`;

const STATEMENTS = byName<(inner: JsonObject, whole: Json) => string>({
  match: ({ op, left, right }) => {
    const operator = op === "in" || op === "==" ? (isMasked(left) || (op === "==" && isFlags(left)) ? "==" : "") : text(op);
    return [expressionText(left), operator, isMasked(left) ? operandText(right) : expressionText(right)]
      .filter((word) => word !== "")
      .join(" ");
  },
  vmap: ({ key, data }) => `${expressionText(key)} vmap ${mapText(data)}`,
  counter: named("counter"),
  mangle: ({ key, value }) => `${expressionText(key)} set ${expressionText(value)}`,
  limit: (inner, whole) => (isNamed(inner, whole) ? named("limit")(inner, whole) : limitText(inner)),
  quota: (inner, whole) => (isNamed(inner, whole) ? named("quota")(inner, whole) : quotaText(inner)),
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
  "ct helper": (_, whole) => `ct helper set ${expressionText(whole)}`,
  "ct timeout": (_, whole) => `ct timeout set ${expressionText(whole)}`,
  "ct expectation": (_, whole) => `ct expectation set ${expressionText(whole)}`,
  "ct count": ({ val, inv }) => `ct count ${inv === true ? "over " : ""}${text(val)}`,
  flow: ({ flowtable }) => `flow add ${text(flowtable)}`,
  tproxy: ({ port }) => `tproxy to :${expressionText(port)}`,
  synproxy: () => "synproxy",
  xt: ({ type, name }) => `xt ${text(type)} ${quoted(text(name))}`,
  secmark: () => 'comment "secmark"',
});

/** Of TCP flags alone, `==` says that there are no others. */
function isFlags(left: Json | undefined): boolean {
  const payload = isObject(left) ? left["payload"] : undefined;
  return isObject(payload) && payload["field"] === "flags";
}

function isMasked(left: Json | undefined): boolean {
  return isObject(left) && "&" in left;
}
