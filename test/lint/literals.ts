// Finds the texts of a source that people may read and that do not go through a door (`say`, `l10n.t`): literals, templates and
// JSX of two or more words, labels, and the parts from which a sentence would be glued.

import { type CallExpression, type Node, parseSync, Visitor } from "oxc-parser";

export interface LooseText {
  /** From 1. */
  readonly line: number;
  /** `…` stands for what a template puts in. */
  readonly text: string;
  /** The property that it is the value of, or among the values of. */
  readonly property: string | undefined;
}

/** Those of one file, in its order. Throws where it is not TypeScript. */
export function looseTexts(file: string, source: string): readonly LooseText[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: (LooseText & { readonly start: number })[] = [];
  /** Where texts begin that nobody reads, or that a door tells. */
  const told = new Set<number>();
  const properties: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  const add = (start: number, text: string, looksLoose = isLoose): void => {
    if (looksLoose(text)) found.push({ line: source.slice(0, start).split("\n").length, text, property: undefined, start });
  };
  new Visitor({
    CallExpression: (call) => {
      if (isLogged(call)) for (const { start } of call.arguments) told.add(start);
      if (!isDoor(call)) return;
      const [first, values] = call.arguments;
      if (first) told.add(first.start);
      if (values?.type === "ObjectExpression")
        for (const one of values.properties) if (one.type === "Property") for (const part of branches(one.value)) addPart(part);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === "Identifier" && callee.name.endsWith("Error")) for (const { start } of given) told.add(start);
    },
    ImportDeclaration: ({ source: { start } }) => told.add(start),
    ImportExpression: ({ source: { start } }) => told.add(start),
    TSLiteralType: ({ literal: { start } }) => told.add(start),
    BinaryExpression: ({ operator, left, right }) => {
      if (operator === "===" || operator === "!==" || operator === "in") for (const { start } of [left, right]) told.add(start);
      if (operator === "+") for (const side of [left, right]) if (isDoor(side)) add(side.start, "+ say(…)", () => true);
    },
    SwitchCase: ({ test }) => {
      if (test) told.add(test.start);
    },
    ConditionalExpression: ({ consequent, alternate }) => {
      for (const { start, text } of [consequent, alternate].flatMap(literal)) add(start, text, (one) => /^(?:s|es)$/.test(one));
    },
    Property: ({ key, value, computed }) => {
      if (computed) return;
      told.add(key.start);
      const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
      properties.push({ name, start: value.start, end: value.end });
    },
    JSXAttribute: ({ name, value }) => {
      if (value && name.type === "JSXIdentifier") properties.push({ name: name.name, start: value.start, end: value.end });
    },
    Literal: ({ start, value }) => {
      if (typeof value === "string") add(start, value);
    },
    TemplateLiteral: ({ start, quasis, expressions }) => {
      add(start, quasis.map(({ value }) => value.cooked).join("…"));
      const between = quasis.slice(1, -1).map(({ value }) => value.raw);
      if (expressions.some(isDoor) && between.some((text) => /^[,;] $/.test(text))) add(start, "say(…), …", () => true);
    },
    JSXText: ({ start, value }) => add(start, value.trim(), (text) => /[A-Za-z]{2}/.test(text)),
  }).visit(program);

  function addPart(part: Node): void {
    for (const { start, text } of literal(part)) add(start, text, (one) => /^[a-z]{2,}$/.test(one));
  }
  return found
    .filter(({ start }) => !told.has(start))
    .sort((a, b) => a.start - b.start)
    .map(({ start, line, text }) => ({
      line,
      text,
      property: properties.findLast((one) => one.start <= start && start < one.end)?.name,
    }));
}

export function isDoor(node: Node): node is CallExpression {
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  if (callee.type === "Identifier") return callee.name === "say";
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "l10n" &&
    callee.property.type === "Identifier" &&
    callee.property.name === "t"
  );
}

/** Of the output channel and the console, which only those read who mend the program. */
function isLogged({ callee }: CallExpression): boolean {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
  const { object, property } = callee;
  const name = object.type === "MemberExpression" ? object.property : object;
  return name.type === "Identifier" && /^(?:console|log|guard)$/.test(name.name) && /^(?:warn|run|report)$/.test(property.name);
}

/** What an expression may be. */
function branches(node: Node): readonly Node[] {
  return node.type === "ConditionalExpression" ? [node.consequent, node.alternate].flatMap(branches) : [node];
}

export function literal(node: Node): readonly { readonly start: number; readonly text: string }[] {
  return node.type === "Literal" && typeof node.value === "string" ? [{ start: node.start, text: node.value }] : [];
}

/** Two words one after the other, a word next to what a template puts in, a word with a space at its side, or a label. */
function isLoose(text: string): boolean {
  const prose = text
    .replaceAll(/<[^>]*>/g, "<")
    .replaceAll(/`[^`]*`/g, "…")
    .trimEnd();
  const word = String.raw`(?<![\w./:_=@$&|-])[A-Za-z][a-z]+(?:['’][a-z]+)?(?![\w./_=@-]*[\w_=@])`;
  return (
    new RegExp(`${word}[,;:.]? (?:[a-z] )?${word}`).test(prose) ||
    new RegExp(`${word}[,:]? …|…[,;:]? ${word}`).test(prose) ||
    (/^[^\w]*[a-z]{2,}[^\w]*$/.test(text) && /^[,;]? | $/.test(text)) ||
    /^[A-Z][a-z]{2,}[.:]?$/.test(text)
  );
}
