// The sentences that a user may read: string literals, templates and JSX text of source files, prose of Markdown, strings of a
// manifest. Comments, code blocks and inline code are none of them.
import { parseSync, Visitor } from "oxc-parser";

export interface Sentence {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Texts of more than one word; `…` stands for what a template puts in. Throws where a file is not TypeScript. */
export function sourceSentences(file: string, text: string): readonly Sentence[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Sentence[] = [];
  const add = (start: number, said: string): void => {
    if (/\S\s+\S/.test(said)) found.push({ line: text.slice(0, start).split("\n").length, text: said });
  };
  new Visitor({
    Literal: ({ start, value }) => {
      if (typeof value === "string") add(start, value);
    },
    TemplateLiteral: ({ start, quasis }) => add(start, quasis.map(({ value }) => value.cooked).join("…")),
    JSXText: ({ start, value }) => add(start, value),
  }).visit(program);
  return found;
}

/** Prose of Markdown by its lines: without fenced blocks, indented blocks and inline code. */
export function markdownSentences(text: string): readonly Sentence[] {
  let fenced = false;
  return text.split("\n").flatMap((line, index) => {
    if (/^ *```/.test(line)) {
      fenced = !fenced;
      return [];
    }
    if (fenced || line.startsWith("    ")) return [];
    return [{ line: index + 1, text: line.replaceAll(/`[^`]*`/g, "`…`") }];
  });
}

/** Every string of a JSON document of more than one word, without inline code. */
export function jsonSentences(text: string): readonly Sentence[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) =>
    [...line.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(([string]) => {
      const value = String(JSON.parse(string)).replaceAll(/`[^`]*`/g, "`…`");
      return /\S\s+\S/.test(value) ? [{ line: index + 1, text: value }] : [];
    }),
  );
}
