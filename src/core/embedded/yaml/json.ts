// JSON, with comments or without: a part of YAML, once comments and tabs are blanks.
import type { Context } from "../context.ts";
import type { Source } from "../source.ts";
import { readYaml } from "./yaml.ts";

export function readJson(source: Source, context: Context): void {
  readYaml(source, context, withoutComments);
}

/** Of the same length. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\t/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\r\n]/g, " "),
  );
}
