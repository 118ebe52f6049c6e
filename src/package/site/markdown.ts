// Markdown of our own rule and key pages as HTML. Markup in their text stands for itself.
import { Marked } from "marked";
import { escapeHtml } from "../../core/language/index.ts";
import { say } from "../../core/words/index.ts";
import { pageOf } from "./links.ts";

/** `own` is the page's own path: nothing links to where it stands. `root` leads to the site's root. */
export function toHtml(markdown: string, own: string, root: string): string {
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => escapeHtml(text),
      image: ({ text }) => escapeHtml(text),
      link: ({ href, text }) =>
        /^https:\/\//.test(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">${escapeHtml(text)}</a>` : escapeHtml(text),
      code: ({ text }) => `<pre tabindex="0">${escapeHtml(text)}</pre>`,
      codespan({ text }) {
        const page = pageOf(text);
        const code = `<code>${escapeHtml(text)}</code>`;
        return page === undefined || page === own ? code : `<a href="${root}${page}">${code}</a>`;
      },
    },
  });
  // What is wider than the page scrolls by itself.
  return marked
    .parse(markdown, { async: false })
    .replaceAll("<table>", `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(say("Table"))}"><table>`)
    .replaceAll("</table>", "</table></div>");
}
