// Text from files, file names and arguments on its way to a terminal, a pipe or a log.
import { quoted as quotedText, visible, visibleLines } from "../core/language/index.ts";

export { visible, visibleLines };

/** An argument in double quotes, cut to a length that leaves room for the sentence. */
export function quoted(text: string): string {
  return quotedText(text, 80);
}

const ESCAPE = "\x1b";
const OWN_COLOURS = new RegExp(`(${ESCAPE}\\[\\d{1,2}m)`);

/** All but the colours that painter() sets, where the reader wants colour. */
export function visibleReport(text: string, colour: boolean): string {
  if (!colour) return visibleLines(text);
  return text
    .split(OWN_COLOURS)
    .map((part, index) => (index % 2 === 1 ? part : visibleLines(part)))
    .join("");
}
