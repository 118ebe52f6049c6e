// A page of ours alone in a browser, without a workbench around it: the built files, and as little may be loaded as in the editor.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { projectRoot } from "./project.ts";

export interface BuiltPage {
  readonly name: "calculator" | "diagnosis" | "live";
  readonly styles: "calculator" | "diagnosis";
  /** What the script begins with. */
  readonly data?: unknown;
  /** HTML that is there before any script runs. */
  readonly body?: string;
  /** A file that cannot be had. */
  readonly withheld?: string;
}

const ADDRESS = "https://page.test/";
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript" } as const;

/** What the page sends to its host is gathered in `window.sent`. */
export async function openBuilt(page: Page, built: BuiltPage): Promise<void> {
  await page.addInitScript(() => {
    const sent: unknown[] = [];
    Object.assign(window, {
      ...{
        sent,
        acquireVsCodeApi: () => ({ postMessage: (one: unknown) => sent.push(one), getState: () => undefined, setState: () => {} }),
      },
    });
  });
  await page.route(`${ADDRESS}**`, (route) => {
    const name = route.request().url().slice(ADDRESS.length);
    if (name !== "" && name === built.withheld) return route.abort();
    const ending = name === "" ? "html" : name.endsWith(".css") ? "css" : "js";
    const body = name === "" ? html(built) : readFileSync(`${projectRoot}/dist/webview/${name}`, "utf8");
    return route.fulfill({ contentType: `${TYPES[ending]}; charset=utf-8`, body });
  });
  await page.goto(ADDRESS);
}

function html({ name, styles, data = null, body = "" }: BuiltPage): string {
  const source = JSON.stringify(data).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${ADDRESS}; script-src 'nonce-once'">
<link rel="stylesheet" href="${styles}.css">
<title>${name}</title>
</head>
<body class="vscode-dark">
<main id="page" data-source="${source}">${body}</main>
<script type="module" nonce="once" src="${name}.js"></script>
</body>
</html>
`;
}
