// Finds the texts of a door that are values of another text: a phrase within a sentence, which no translation can bend to fit it.
import { type Node, parseSync, Visitor } from "oxc-parser";
import { isDoor, literal } from "./literals.ts";
import { type FileTellers, type Tellers, tellersOf } from "./tellers.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface PhraseValue {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The text that it stands in, and the name that it has there. */
  readonly text: string;
  readonly name: string;
  /** `say`, or the function that tells it. */
  readonly teller: string;
}

type Value = readonly [name: string, value: Node];

/** Of all sources together: a function that tells a phrase may be in another one. */
export function phraseValues(sources: readonly Source[]): readonly PhraseValue[] {
  const everywhere: Tellers = new Map();
  const parsed = sources.map(({ file, text }) => {
    const { program } = parseSync(file, text);
    return { file, text, program, tellers: tellersOf(program, everywhere) };
  });
  for (let before = -1; before < everywhere.size; ) {
    before = everywhere.size;
    for (const { tellers } of parsed) for (const name of tellers.functions()) everywhere.set(name, name);
  }
  return parsed.flatMap(({ file, text, program, tellers }) => {
    const found: PhraseValue[] = [];
    const objects: { readonly name: string; readonly start: number; readonly value: Node }[] = [];
    new Visitor({
      VariableDeclarator: ({ id, init }) => {
        if (id.type === "Identifier" && init?.type === "ObjectExpression") objects.push({ name: id.name, start: id.start, value: init });
      },
    }).visit(program);
    const valuesOf = (node: Node | undefined, before: number): readonly Value[] => {
      if (node?.type === "Identifier") {
        const known = objects.findLast(({ name, start }) => name === node.name && start < before);
        return known ? valuesOf(known.value, known.start) : [];
      }
      if (node?.type !== "ObjectExpression") return [];
      return node.properties.flatMap((one): readonly Value[] => {
        if (one.type === "SpreadElement") return valuesOf(one.argument, before);
        return one.key.type === "Identifier" ? [[one.key.name, one.value]] : [];
      });
    };
    new Visitor({
      CallExpression: (call) => {
        const [told, values] = call.arguments;
        if (!told || !isDoor(call)) return;
        const line = text.slice(0, call.start).split("\n").length;
        for (const phrase of phrasesIn(told, valuesOf(values, call.start), tellers)) found.push({ file, line, ...phrase });
      },
    }).visit(program);
    return found;
  });
}

function phrasesIn(told: Node, values: readonly Value[], tellers: FileTellers): readonly Pick<PhraseValue, "text" | "name" | "teller">[] {
  return values.flatMap(([name, value]) => {
    const text = literal(told).find((one) => one.text.includes(`{${name}}`))?.text;
    const teller = text === undefined ? undefined : tellers.of(value);
    return text === undefined || teller === undefined ? [] : [{ text, name, teller }];
  });
}
