// Expressions of nft's JSON, as the words that nft prints for them.
import { byName } from "../../text/by-name.ts";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const BITS = byName<string>({ "|": "|", "&": "&", "^": "^", "<<": "<<", ">>": ">>" });

/** Text of an expression; what is not known comes as a word that no reader understands. */
export function expressionText(value: Json | undefined): string {
  if (typeof value === "string") return /^[@\w.:/*+-]+$/.test(value) ? value : quoted(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map(expressionText).join(", ");
  if (!isObject(value)) return UNKNOWN;
  const [[kind, inner] = ["", undefined]] = Object.entries(value);
  const bit = BITS[kind];
  if (bit && Array.isArray(inner)) return inner.map(operandText).join(` ${bit} `);
  return EXPRESSIONS[kind]?.(inner as Json) ?? verdictText(kind, inner) ?? UNKNOWN;
}

export const UNKNOWN = "<not-understood>";

/** A list of flags is one operand. */
export function operandText(value: Json | undefined): string {
  if (Array.isArray(value)) return `(${value.map(expressionText).join(" | ")})`;
  return isNested(value) ? `(${expressionText(value)})` : expressionText(value);
}

function isNested(value: Json | undefined): boolean {
  return isObject(value) && Object.keys(value).some((key) => key in BITS);
}

export function quoted(text: string): string {
  return `"${text.replace(/["\n]/g, "'")}"`;
}

export function verdictText(kind: string, inner: Json | undefined): string | undefined {
  if (/^(accept|drop|return|continue)$/.test(kind)) return kind;
  if (kind !== "jump" && kind !== "goto") return undefined;
  return `${kind} ${isObject(inner) ? text(inner["target"]) : ""}`;
}

export function text(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

const object = (value: Json): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value as Json]);

const EXPRESSIONS = byName<(inner: Json) => string>({
  payload: (inner) => {
    const { protocol, field, base, offset, len } = object(inner);
    return protocol === undefined ? `@${text(base)},${text(offset)},${text(len)}` : `${text(protocol)} ${text(field)}`;
  },
  meta: (inner) => `meta ${text(object(inner)["key"])}`,
  ct: (inner) => ["ct", ...["dir", "family", "key"].map((key) => text(object(inner)[key]))].filter((word) => word !== "").join(" "),
  fib: (inner) => `fib ${list(object(inner)["flags"]).map(text).join(" . ")} ${text(object(inner)["result"])}`,
  prefix: (inner) => `${expressionText(object(inner)["addr"])}/${text(object(inner)["len"])}`,
  range: (inner) => list(inner).map(expressionText).join("-"),
  set: (inner) => `{ ${list(inner).map(expressionText).join(", ")} }`,
  concat: (inner) => list(inner).map(expressionText).join(" . "),
  elem: (inner) => expressionText(object(inner)["val"]),
  map: (inner) => `${expressionText(object(inner)["key"])} map ${mapText(object(inner)["data"])}`,
  rt: (inner) => `rt ${text(object(inner)["key"])}`,
  socket: (inner) => `socket ${text(object(inner)["key"])}`,
  osf: (inner) => `osf ${text(object(inner)["key"])}`,
  ipsec: (inner) => ["ipsec", ...["dir", "family", "key"].map((key) => text(object(inner)[key]))].join(" "),
  exthdr: (inner) =>
    object(inner)["field"] === undefined
      ? `exthdr ${text(object(inner)["name"])}`
      : `${text(object(inner)["name"])} ${text(object(inner)["field"])}`,
  "ip option": (inner) =>
    ["ip option", ...["name", "field"].map((key) => text(object(inner)[key]))].filter((word) => word !== "").join(" "),
  "tcp option": (inner) => ["tcp option", ...["name", "field"].map((key) => text(object(inner)[key]))].join(" "),
  numgen: (inner) =>
    `numgen ${text(object(inner)["mode"])} mod ${text(object(inner)["mod"])} offset ${text(object(inner)["offset"]) || "0"}`,
  jhash: (inner) => `jhash ${expressionText(object(inner)["expr"])} mod ${text(object(inner)["mod"])}`,
  symhash: (inner) => `symhash mod ${text(object(inner)["mod"])}`,
});

/** The data of a map: pairs in a set, or a name. */
export function mapText(data: Json | undefined): string {
  if (typeof data === "string") return data;
  const pairs = list(object(data ?? null)["set"]);
  return `{ ${pairs.map(pairText).join(", ")} }`;
}

/** An element of a set, or `[key, value]` of a map. */
export function pairText(pair: Json): string {
  if (!Array.isArray(pair)) return expressionText(pair);
  return `${expressionText(pair[0])} : ${expressionText(pair[1])}`;
}
