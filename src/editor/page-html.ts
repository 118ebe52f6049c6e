// Pages of the editor: their tabs, and their documents as the editor serves them.
import { env, Uri, type Webview, type WebviewPanel, window } from "vscode";
import { spoken } from "../core/words/index.ts";
import { type PageParts, pageDocument } from "./page-document.ts";

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

export function pageHtml(webview: Webview, extension: Uri, parts: PageParts): string {
  const folder = pageFolder(extension);
  const words = spoken();
  return pageDocument(parts, {
    address: (file) => webview.asWebviewUri(Uri.joinPath(folder, file)).toString(),
    source: webview.cspSource,
    nonce: randomText(),
    ...(words ? { language: env.language, words } : {}),
  });
}

/** 128 bits that nobody can guess; both kinds of host have this generator. */
function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
