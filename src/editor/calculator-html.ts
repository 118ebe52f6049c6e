// The calculator page's document: nothing inline, nothing from elsewhere; the page's own script builds the rest.
import { Uri, type Webview } from "vscode";
import { escapeHtml, type SourceMessage } from "../core/index.ts";

/** Where the page's script and styles are. Nothing else of ours may be loaded. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, "dist", "webview");
}

/** The page, filled with a source to begin with, so that the first thing to be seen is right. */
export function pageHtml(webview: Webview, extension: Uri, source: SourceMessage): string {
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
<link rel="stylesheet" href="${address("calculator.css")}">
<title>Conntrack capacity calculator</title>
</head>
<body>
<main id="page" data-source="${escapeHtml(JSON.stringify(source))}"></main>
<script nonce="${nonce}" src="${address("calculator.js")}"></script>
</body>
</html>
`;
}

/** 128 bits that nobody can guess; both kinds of host have this generator. */
function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
