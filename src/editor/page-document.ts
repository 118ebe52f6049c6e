// The document of a page: nothing inline, nothing from elsewhere; its own styles, and one script.
import { escapeHtml } from "../core/language/index.ts";
import type { Words } from "../core/words/index.ts";

export interface PageParts {
  /** Of the script. */
  readonly name: "calculator" | "diagnosis" | "live";
  /** Of the styles; those of the pages with drawings are one. */
  readonly styles: "calculator" | "diagnosis";
  readonly title: string;
  /** What the script begins with, so that the first thing to be seen is right; JSON. */
  readonly data: string;
  /** HTML that is there before any script runs; all text in it is escaped. */
  readonly body?: string;
  /** Whether it follows on something that was typed into it. */
  readonly answered?: boolean;
}

/** Where its files are had. */
export interface Served {
  readonly address: (file: string) => string;
  /** Of styles, for the policy. */
  readonly source: string;
  readonly nonce: string;
  /** Of its texts, as a page names it; English where it is absent. */
  readonly language?: string;
  /** The table of that language. */
  readonly words?: Words | undefined;
}

export function pageDocument(
  { name: script, styles, title, data, body = "", answered = false }: PageParts,
  { address, source, nonce, language = "en", words }: Served,
): string {
  const file = (name: string): string => escapeHtml(address(name));
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  const table = words ? ` data-words="${escapeHtml(JSON.stringify(words))}"` : "";
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file(`${styles}.css`)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<main id="page" data-source="${escapeHtml(data)}"${answered ? ' data-answered="true"' : ""}${table}>${body}</main>
<script type="module" nonce="${nonce}" src="${file(`${script}.js`)}"></script>
</body>
</html>
`;
}
