// YAML and JSON as a plain tree: maps, lists and texts, each with its place. The parser's own types end here.
import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from "yaml";
import { STRUCTURE } from "../../text/structure.ts";
import type { Source } from "../source.ts";
import { withoutForeign } from "./cut.ts";
import { maskTemplates } from "./mask.ts";
import { scalarSource } from "./scalar.ts";

export interface TextNode {
  readonly kind: "text";
  readonly source: Source;
  /** Written over several lines, or in block style. */
  readonly block: boolean;
  /** A boolean or null, and so another text to whoever takes it. */
  readonly value: string | number | boolean | null;
}

export interface MapNode {
  readonly kind: "map";
  readonly pairs: readonly Pair[];
  /** In the text that was parsed. */
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly key: TextNode;
  readonly value: Node | undefined;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
}

export type Node = TextNode | MapNode | ListNode;

/** Nobody nests deeper: lists within lists within maps. */
const DEEPEST = 100;

/** The documents of a text; undefined where it does not parse, and "too-much" where nobody tries. */
export function parseTree(host: Source, prepare: (text: string) => string = (text) => text): readonly Node[] | "too-much" | undefined {
  if (host.text.length > STRUCTURE.characters || isNestedTooDeep(host.text)) return "too-much";
  try {
    const documents = documentsOf(maskTemplates(withoutForeign(prepare(host.text))));
    return documents.flatMap(({ contents }) => new Nodes(host).of(contents, 0) ?? []);
  } catch (error) {
    return error instanceof RangeError ? "too-much" : undefined;
  }
}

/** What the parser minds and understands all the same. */
const HARMLESS: ReadonlySet<string> = new Set([
  "DUPLICATE_KEY",
  "TAG_RESOLVE_FAILED",
  "BAD_DIRECTIVE",
  "MULTIPLE_ANCHORS",
  "TAB_AS_INDENT",
  "BAD_ALIAS",
]);

/** Throws at the first mistake that is one: all of them, in a text of brackets, are a million, with a stack each. */
function documentsOf(text: string): readonly Document.Parsed[] {
  const composer = new Composer({ strict: false, uniqueKeys: false, logLevel: "silent", prettyErrors: false, stringKeys: false });
  (composer as unknown as Reporting).onError = (_source, code, message, isWarning) => {
    if (isWarning !== true && !HARMLESS.has(code)) throw new SyntaxError(message);
  };
  const documents = [...composer.compose(wholeTokens(text))];
  // What it finds at an end it tells the document alone.
  if (documents.some(({ errors }) => errors.length > 0)) throw new SyntaxError();
  return documents;
}

function* wholeTokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let words = 0;
  for (const word of new Lexer().lex(text)) {
    if (++words > STRUCTURE.words) throw new RangeError();
    yield* withoutMistakes(parser.next(word));
  }
  yield* withoutMistakes(parser.end());
}

function* withoutMistakes(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    if (token.type === "error") throw new SyntaxError(token.message);
    yield token;
  }
}

/** How the parser tells of a mistake; its types do not say so. */
interface Reporting {
  onError: (source: unknown, code: string, message: string, isWarning?: boolean) => void;
}

/** The parser calls itself for each bracket. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) {
      if (++depth > 500) return true;
    } else if (code === 93 || code === 125) depth = Math.max(0, depth - 1);
  }
  return false;
}

class Nodes {
  private readonly host: Source;
  /** Texts that have a name, for the places that say only that. */
  private readonly anchors = new Map<string, TextNode>();

  constructor(host: Source) {
    this.host = host;
  }

  of(node: unknown, depth: number): Node | undefined {
    if (depth > DEEPEST) throw new RangeError();
    if (isScalar(node)) {
      const source = scalarSource(this.host, node);
      const { value } = node;
      if (!source) return undefined;
      const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
      const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
      const text: TextNode = { kind: "text", source, block, value: plain };
      if (node.anchor !== undefined) this.anchors.set(node.anchor, text);
      return text;
    }
    if (isMap(node)) {
      const pairs = node.items.flatMap(({ key, value }): readonly Pair[] => {
        const name = this.of(key, depth + 1);
        return name?.kind === "text" ? [{ key: name, value: this.of(value, depth + 1) }] : [];
      });
      return { kind: "map", pairs, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
    }
    if (isSeq(node)) return { kind: "list", items: node.items.flatMap((item) => this.of(item, depth + 1) ?? []) };
    // Texts only: maps that name maps can grow without end.
    return isAlias(node) ? this.anchors.get(node.source) : undefined;
  }
}

export function field(map: MapNode, ...names: readonly string[]): Node | undefined {
  return map.pairs.find(({ key }) => names.includes(key.source.text))?.value;
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === "text" ? node.source.text : undefined;
}
