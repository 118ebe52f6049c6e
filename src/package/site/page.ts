// The document of each page of the site: nothing inline, nothing from elsewhere, addresses relative to where it stands.
import { escapeHtml } from "../../core/language/index.ts";
import { say, spoken } from "../../core/words/index.ts";

export interface SitePage {
  /** From the site's root. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly styles: "calculator" | "diagnosis";
  readonly script: "calculator" | "diagnosis" | "reference";
  /** HTML behind the bar. */
  readonly body: string;
  /** HTML in the bar. */
  readonly bar?: string;
}

/** The script with the table of another language. */
export const WORDS = "words.js";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const BAR: readonly (readonly [path: string, label: string])[] = [
  ["index.html", say("Calculator")],
  ["diagnosis.html", say("Diagnosis")],
  ["reference/index.html", say("Reference")],
];

/** What leads from a page to the site's root. */
export function rootOf(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** `language` is that of the table in use, which words.js has for the scripts. */
export function documentOf({ path, title, description, styles, script, body, bar = "" }: SitePage, language = "en"): string {
  const root = rootOf(path);
  const links = BAR.map(([target, label]) => {
    const isHere = target === path || (target.startsWith("reference/") && path.startsWith("reference/"));
    return `<a href="${root}${target}"${isHere ? ` aria-current="${target === path ? "page" : "true"}"` : ""}>${escapeHtml(label)}</a>`;
  });
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}${styles}.css">
<title>${escapeHtml(title)}</title>
</head>
<body>
<nav class="site" aria-label="${escapeHtml(say("Site"))}"><strong>Conntrack Planner</strong>
${links.join("\n")}
${bar}</nav>
${body}
${spoken() ? `<script src="${root}${WORDS}"></script>\n` : ""}<script src="${root}${script}.js"></script>
</body>
</html>
`;
}
