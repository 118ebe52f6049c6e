// `nft -j list ruleset`: each object becomes the command that makes it, on a line of its own, and the lines are read as text.
import { byName } from "../../text/by-name.ts";
import type { RuleSet } from "../model.ts";
import { readNft } from "./document.ts";
import { statementText } from "./json-statements.ts";
import { expressionText, isObject, type Json, type JsonObject, pairText, quoted, text } from "./json-values.ts";

/** Undefined where the text is not nft's JSON. Never throws. */
export function readNftJson(source: string, file: string): RuleSet | undefined {
  let root: Json;
  try {
    root = JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
  const list = isObject(root) ? root["nftables"] : undefined;
  if (!Array.isArray(list)) return undefined;
  const { lines, depth } = placesOf(source);
  if (depth > DEEPEST) return undefined;
  return readNft(list.map(objectText).join("\n"), file, lines);
}

function objectText(object: Json): string {
  if (!isObject(object)) return "";
  const [[kind, inner] = ["", undefined]] = Object.entries(object);
  if (/^(add|create|insert)$/.test(kind) && isObject(inner ?? null)) {
    const line = objectText(inner as JsonObject);
    return kind === "insert" ? line.replace(/^add rule/, "insert rule") : line;
  }
  if (kind === "flush" || kind === "delete") return isObject(inner) && "ruleset" in inner ? "flush ruleset" : `${kind} ${quoted("")}`;
  const writer = OBJECTS[kind];
  if (writer && isObject(inner)) return writer(inner).replace(/[\r\n]/g, " ");
  return kind === "metainfo" || kind === "" || SILENT.has(kind) ? "" : `not-understood ${quoted(kind)}`;
}

const SILENT = new Set(["counter", "quota", "limit", "flowtable", "secmark", "tunnel"]);

const place = ({ family, table, name }: JsonObject): string => `${text(family)} ${text(table)} ${text(name)}`;
const many = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value as Json];

const OBJECTS = byName<(inner: JsonObject) => string>({
  table: ({ family, name, flags }) =>
    `add table ${text(family)} ${text(name)} { ${many(flags).includes("dormant") ? "flags dormant; " : ""}}`,
  chain: (chain) => {
    const { type, hook, prio, policy } = chain;
    const base =
      hook === undefined ? "" : `type ${text(type)} hook ${text(hook)} priority ${text(prio)}; policy ${text(policy) || "accept"}; `;
    return `add chain ${place(chain)} { ${base}}`;
  },
  rule: ({ family, table, chain, expr, comment }) => {
    const note = typeof comment === "string" ? ` comment ${quoted(comment)}` : "";
    return `add rule ${text(family)} ${text(table)} ${text(chain)} ${many(expr).map(statementText).join(" ")}${note}`;
  },
  set: setText("set"),
  map: setText("map"),
  element: ({ family, table, name, elem }) =>
    `add element ${text(family)} ${text(table)} ${text(name)} { ${many(elem).map(pairText).join(", ")} }`,
  "ct helper": (helper) => `add ct helper ${place(helper)} { }`,
  "ct timeout": (timeout) => `add ct timeout ${place(timeout)} { }`,
  "ct expectation": (expectation) => `add ct expectation ${place(expectation)} { }`,
  synproxy: (synproxy) => `add synproxy ${place(synproxy)} { }`,
});

function setText(kind: string): (inner: JsonObject) => string {
  return (set) => {
    const parts = [
      typeText(set["type"], set["map"]),
      many(set["flags"]).length > 0 ? `flags ${many(set["flags"]).map(text).join(",")}` : "",
      many(set["elem"]).length > 0 ? `elements = { ${many(set["elem"]).map(pairText).join(", ")} }` : "",
    ];
    return `add ${kind} ${place(set)} { ${parts
      .filter((part) => part !== "")
      .map((part) => `${part}; `)
      .join("")}}`;
  };
}

function typeText(type: Json | undefined, data: Json | undefined): string {
  const to = data === undefined ? "" : ` : ${typeof data === "string" ? data : "data"}`;
  if (isObject(type) && "typeof" in type) return `typeof ${expressionText(type["typeof"])}${to}`;
  return `type ${many(type).map(text).join(" . ")}${to}`;
}

/** Expressions within expressions; nft nests a handful. */
const DEEPEST = 100;

/** For each object in the outer list, the line on which it begins; and how deep brackets go. */
function placesOf(source: string): { readonly lines: readonly number[]; readonly depth: number } {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\n") line++;
    else if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      if (depth === 2) lines.push(line);
      depth++;
      deepest = Math.max(deepest, depth);
    } else if (character === "}" || character === "]") depth--;
  }
  return { lines, depth: deepest };
}
