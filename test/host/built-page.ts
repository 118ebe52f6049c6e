// A page of ours alone in a browser, without a workbench around it: the built files, and as little may be loaded as in the editor.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { spoken } from "../../src/core/words/index.ts";
import { pageDocument } from "../../src/editor/page-document.ts";
import { projectRoot } from "./project.ts";
import { PSEUDO_LANGUAGE } from "./pseudo.ts";

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

/** As in a dark theme: the class is the editor's. */
function html({ name, styles, data = null, body = "" }: BuiltPage): string {
  // That of the run: as behind the pages of the editor, whatever made the body has it too.
  const words = spoken();
  const parts = { name, styles, title: name, data: JSON.stringify(data), body };
  return pageDocument(parts, {
    address: (file) => file,
    source: ADDRESS,
    nonce: "once",
    ...(words && { words, language: PSEUDO_LANGUAGE }),
  }).replace("<body>", '<body class="vscode-dark">');
}
