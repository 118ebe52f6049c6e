// The document of a page: nothing inline, nothing from elsewhere; its own styles, and one script.
import { Uri, type Webview, type WebviewPanel, window } from "vscode";
import { escapeHtml } from "../core/language/index.ts";

/** Where the pages' scripts and styles are. Nothing else of ours may be loaded. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, "dist", "webview");
}

/** Two tabs of one name could not be told apart: the second one gets a number. */
export function uniqueTitle(title: string, panel: WebviewPanel): string {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  // The panel's own tab may have the title already.
  const others = tabs.map(({ label }) => label).filter((label) => label !== panel.title);
  for (let count = 1; ; count++) {
    const wanted = count === 1 ? title : `${title} (${count})`;
    if (!others.includes(wanted)) return wanted;
  }
}

/** Of the page's tab, for themes of both kinds; as the files of `media/tabs` are named. */
export function pageIcon(extension: Uri, name: PageParts["name"] | "firewall"): { readonly light: Uri; readonly dark: Uri } {
  const icon = (kind: "light" | "dark"): Uri => Uri.joinPath(extension, "media", "tabs", `${name}-${kind}.svg`);
  return { light: icon("light"), dark: icon("dark") };
}

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

export function pageHtml(
  webview: Webview,
  extension: Uri,
  { name: script, styles, title, data, body = "", answered = false }: PageParts,
): string {
  const folder = pageFolder(extension);
  const address = (name: string): string => escapeHtml(webview.asWebviewUri(Uri.joinPath(folder, name)).toString());
  const nonce = randomText();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address(`${styles}.css`)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<main id="page" data-source="${escapeHtml(data)}"${answered ? ' data-answered="true"' : ""}>${body}</main>
<script type="module" nonce="${nonce}" src="${address(`${script}.js`)}"></script>
</body>
</html>
`;
}

/** 128 bits that nobody can guess; both kinds of host have this generator. */
function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
