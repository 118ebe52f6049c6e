// The pages of the site that are programs, and what a host shows for an address that leads nowhere.
import { createHash } from "node:crypto";
import { escapeHtml } from "../../core/language/index.ts";
import { say } from "../../core/words/index.ts";
import type { SitePage } from "./page.ts";

const SCRIPTLESS = `<noscript><p>${escapeHtml(say("This page needs JavaScript. The reference works without it."))}</p></noscript>`;

export const CALCULATOR: SitePage = {
  path: "index.html",
  title: say("Conntrack capacity calculator"),
  description: say("How large nf_conntrack_max and its hash table have to be, what they cost, and which timeouts save entries."),
  styles: "calculator",
  script: "calculator",
  bar: `<button type="button" id="copy-link">${escapeHtml(say("Copy link to this plan"))}</button>`,
  body: `<main id="page">${SCRIPTLESS}</main>
<footer class="site-foot"><p class="printed-link">${escapeHtml(say("This plan:"))} <span id="printed-link"></span></p>
<p class="quiet">${escapeHtml(say("Everything is calculated in this page. The plan is kept in its address, and is sent nowhere."))}</p></footer>`,
};

export const DIAGNOSIS: SitePage = {
  path: "diagnosis.html",
  title: say("Conntrack diagnosis"),
  description: say("Why nf_conntrack drops packets, from a kernel log, counters or a dump of the table."),
  styles: "diagnosis",
  script: "diagnosis",
  body: `<section class="paste" aria-label="${escapeHtml(say("Text to diagnose"))}"><form id="paste">
<label for="text">${escapeHtml(say("Paste kernel log lines or the output of conntrack -S, conntrack -L or sysctl -a, in any mix"))}</label>
<textarea id="text" spellcheck="false" placeholder="nf_conntrack: table full, dropping packet"></textarea>
<p class="buttons"><button type="submit" class="primary">${escapeHtml(say("Diagnose"))}</button> <button type="button" id="choose">${escapeHtml(say("Open a file..."))}</button></p>
<p class="problem" id="paste-problem" role="status"></p>
<p class="quiet">${escapeHtml(say("The text is read in this page and sent nowhere. It is not kept when you leave the page."))}</p>
</form></section>
<main id="page"><h1 class="visually-hidden">${escapeHtml(say("Conntrack diagnosis"))}</h1>${SCRIPTLESS}</main>
<p class="said" id="said" role="status"></p>`,
};

/** Up to the folder that the reference is in. The path alone is set, so that no address leads to another host. */
const TO_START = 'document.getElementById("start").pathname = location.pathname.replace(/(?:reference\\/.*|[^/]*)$/, "");';

/** Served for addresses at any depth: it loads nothing, and finds the start from what the site's addresses look like. */
export function notFound(language = "en"): string {
  const hash = createHash("sha256").update(TO_START).digest("base64");
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${hash}'">
<title>${escapeHtml(say("Page not found"))} - Conntrack Planner</title>
</head>
<body>
<h1>${escapeHtml(say("Page not found"))}</h1>
<p>${escapeHtml(say("There is no page at this address."))} <a id="start" href="./">${escapeHtml(say("Open the calculator"))}</a></p>
<script>${TO_START}</script>
</body>
</html>
`;
}
