// Finds every regular expression of some source text by a parser: literals, and RegExp() of texts that never change.
import { parseSync, Visitor } from "oxc-parser";

export interface FoundExpression {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

export interface Found {
  readonly expressions: readonly FoundExpression[];
  /** Where a pattern is made from what is not known here; each is a mistake. */
  readonly unknown: readonly { readonly file: string; readonly line: number; readonly text: string }[];
}

// The parser's tree, as far as it is looked at.
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** Throws where a file is no TypeScript. */
export function findExpressions(file: string, text: string): Found {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const expressions: FoundExpression[] = [];
  const unknown: Found["unknown"][number][] = [];
  const constants = new Map<string, Node>();
  const made: Node[] = [];
  const place = ({ start }: Node) => ({ file, line: text.slice(0, start).split("\n").length });
  const call = (node: Node): void => {
    const { name } = node["callee"] as { readonly name?: string };
    if (name === "RegExp") made.push(node);
  };
  new Visitor({
    Literal: (node) => {
      if ("regex" in node && node.regex)
        expressions.push({ ...place(node as unknown as Node), source: node.regex.pattern, flags: node.regex.flags });
    },
    VariableDeclarator: (node) => {
      if (node.id.type === "Identifier" && node.init) constants.set(node.id.name, node.init as unknown as Node);
    },
    NewExpression: (node) => call(node as unknown as Node),
    CallExpression: (node) => call(node as unknown as Node),
  }).visit(program);
  for (const node of made) {
    const [pattern, flags] = node["arguments"] as readonly (Node | undefined)[];
    const [source, options] = [constantText(pattern, constants), flags ? constantText(flags, constants) : ""];
    if (source === undefined || options === undefined) unknown.push({ ...place(node), text: text.slice(node.start, node.end) });
    else expressions.push({ ...place(node), source, flags: options });
  }
  return { expressions, unknown };
}

/** The text of a node that is one whatever happens; undefined for all others. */
function constantText(node: Node | undefined, constants: ReadonlyMap<string, Node>): string | undefined {
  switch (node?.type) {
    case "Literal":
      return typeof node["value"] === "string" ? node["value"] : undefined;
    case "Identifier":
      return constantText(constants.get(String(node["name"])), constants);
    case "TemplateLiteral": {
      const quasis = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
      const parts = (node["expressions"] as readonly Node[]).map((part) => constantText(part, constants));
      if (parts.includes(undefined)) return undefined;
      return quasis.map(({ value }, index) => value.cooked + (parts[index] ?? "")).join("");
    }
    case "CallExpression":
      return joined(node, constants);
    default:
      return undefined;
  }
}

/** `["a", "b"].join("|")`, as it stands or under a name. */
function joined(node: Node, constants: ReadonlyMap<string, Node>): string | undefined {
  const callee = node["callee"] as Node;
  const property = callee["property"] as { readonly name?: string } | undefined;
  if (callee.type !== "MemberExpression" || property?.name !== "join") return undefined;
  let list = callee["object"] as Node | undefined;
  if (list?.type === "Identifier") list = constants.get(String(list["name"]));
  if (list?.type !== "ArrayExpression") return undefined;
  const parts = (list["elements"] as readonly Node[]).map((part) => constantText(part, constants));
  const between = constantText((node["arguments"] as readonly Node[])[0], constants);
  return between === undefined || parts.includes(undefined) ? undefined : parts.join(between);
}
