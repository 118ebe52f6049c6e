// Makes every generated text from the tables and from the files that are there. Writes nothing.
import { existsSync, readFileSync } from "node:fs";
import { GENERATED } from "./generated.ts";

export interface Made {
  /** From the root of the project. */
  readonly path: string;
  /** What is there; "" where nothing is. */
  readonly before: string;
  readonly after: string;
}

/** `root` ends with a slash. */
export function generate(root: string): readonly Made[] {
  const texts = new Map<string, string>();
  const read = (path: string): string => {
    return texts.get(path) ?? (existsSync(`${root}${path}`) ? readFileSync(`${root}${path}`, "utf8") : "");
  };
  return GENERATED.map(({ path, text }) => {
    const before = read(path);
    const after = text(before, read);
    texts.set(path, after);
    return { path, before, after };
  });
}
