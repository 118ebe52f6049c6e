// Text as Markdown shows it, letter by letter: no markup, no link, no picture, no entity, nothing invisible.
import { visible } from "./visible.ts";

/** For hovers and pages: all that Markdown reads as markup stands for itself, wherever it is on its line. */
export function escapeMarkdown(text: string): string {
  return withoutLinks(visible(text).replace(/[\\`*_{}[\]()#+!|<>~&-]/g, "\\$&"));
}

/** For a file that people also read as it is: escaped is only what would be markup within a sentence or a cell of a table. */
export function escapeSentence(text: string): string {
  return withoutLinks(visible(text.replace(/[\t\n\r ]+/g, " ")).replace(/[\\`*[\]<|&~]|(?<!\w)_|_(?!\w)/g, "\\$&"));
}

/** GitHub's Markdown makes links of addresses that are not marked as such: of the web, and of mail. */
function withoutLinks(markdown: string): string {
  return markdown.replace(/:(?=\/\/)|(?<=www)\.|@/gi, "\\$&");
}
