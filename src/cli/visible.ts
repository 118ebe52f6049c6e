// Makes text from files, file names and arguments safe to print.
import { visible } from "../core/index.ts";

export { visible };

/** An argument in double quotes, cut to a length that leaves room for the sentence. */
export function quoted(text: string): string {
  const shown = visible(text);
  return `"${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}"`;
}
