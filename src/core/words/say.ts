// The door of every sentence that people read: written in English where it is said, told in the language whose table was handed
// in. Knows no language, no plural rules and no host.

/** What stands in for `{name}` in a text. */
type Value = string | number | bigint;
type Values = Readonly<Record<string, Value>>;

/** The names in a text: `"limit" | "count"` of `"{count} of {limit}"`. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** English texts to those of another language. */
export type Words = Readonly<Record<string, string>>;

let words: Words | undefined;
/** Texts with names, cut at them: text, name, text, and so on. There are as many as the sources have. */
let cut = new Map<string, readonly string[]>();

/** From now on texts are told by this table, and in English where it lacks one; `undefined` is English alone. */
export function speak(table: Words | undefined): void {
  words = table;
  cut = new Map();
}

/** The table in use, for hosts that hand it on to a page. */
export function spoken(): Words | undefined {
  return words;
}

/**
 * A whole sentence or label in the reader's language. `text` is a literal, so that `npm run generate` finds it; what varies has
 * a name in braces and a value. A module may say texts while it is loaded: the table is there before.
 */
/* @__NO_SIDE_EFFECTS__ */
export function say<const Text extends string>(
  text: Text,
  ...values: [Names<Text>] extends [never] ? [] : [Readonly<Record<Names<Text>, Value>>]
): string;
export function say(text: string, values?: Values): string {
  const told = words === undefined ? text : (words[text] ?? text);
  return values === undefined ? told : filled(told, values);
}

function filled(text: string, values: Values): string {
  let parts = cut.get(text);
  if (parts === undefined) {
    parts = text.split(/\{(\w+)\}/);
    cut.set(text, parts);
  }
  let whole = "";
  for (const [index, part] of parts.entries()) whole += index % 2 === 0 ? part : (values[part] ?? `{${part}}`);
  return whole;
}
