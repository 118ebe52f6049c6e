// The texts that go through a door, `say` or `l10n.t`: found in the sources, which have to write them so that they can be found.
import { type CallExpression, type ObjectExpression, type Program, parseSync, Visitor } from "oxc-parser";

interface Told {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** In the order of the file. Throws where it is not TypeScript, or where a text or its names cannot be told from the source. */
export function toldTexts(file: string, source: string): readonly Told[] {
  const { program, errors } = parseSync(file, source);
  const lineOf = (start: number): number => source.slice(0, start).split("\n").length;
  const refuse = (start: number, why: string): never => {
    throw new Error(`${file}:${lineOf(start)}: ${why}`);
  };
  if (errors[0]) return refuse(0, errors[0].message);
  const found: Told[] = [];
  const says = importsSay(program);
  new Visitor({
    CallExpression: (call) => {
      if (!isDoor(call, says)) return;
      const [first, values] = call.arguments;
      if (first?.type !== "Literal" || typeof first.value !== "string") return refuse(call.start, "the text of a door has to be a literal");
      const wanted = namesIn(first.value);
      const given = values?.type === "ObjectExpression" ? keysOf(values.properties) : values === undefined ? [] : undefined;
      if (given && wanted.join() !== given.join())
        return refuse(call.start, `the text names ${wanted.join(", ") || "nothing"}, and has values for ${given.join(", ") || "nothing"}`);
      found.push({ line: lineOf(first.start), text: first.value });
    },
  }).visit(program);
  return found;
}

/** Other functions may have its name. */
function importsSay({ body }: Program): boolean {
  return body.some(
    (one) =>
      one.type === "ImportDeclaration" &&
      /\/words\/(?:say|index)\.ts$/.test(one.source.value) &&
      one.specifiers.some(({ local }) => local.name === "say"),
  );
}

function isDoor({ callee }: CallExpression, says: boolean): boolean {
  if (callee.type === "Identifier") return says && callee.name === "say";
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier" || callee.property.type !== "Identifier") return false;
  return callee.object.name === "l10n" && callee.property.name === "t";
}

/** Sorted; undefined where some are not to be seen. */
function keysOf(properties: ObjectExpression["properties"]): readonly string[] | undefined {
  const keys = properties.map((one) =>
    one.type === "Property" && !one.computed && one.key.type === "Identifier" ? one.key.name : undefined,
  );
  return keys.includes(undefined) ? undefined : keys.filter((key) => key !== undefined).sort();
}

/** Sorted, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))].sort();
}
