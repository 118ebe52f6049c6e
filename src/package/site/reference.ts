// The reference: one page a rule and a key, as the editor shows them, and an index that can be searched.
import {
  DEFAULT_TARGET,
  describePath,
  docsOf,
  dotted,
  escapeHtml,
  explainedPaths,
  findKey,
  keyPage,
  RULES,
  rulePage,
} from "../../core/language/index.ts";
import { say } from "../../core/words/index.ts";
import { keyPath, rulePath } from "./links.ts";
import { toHtml } from "./markdown.ts";
import { rootOf, type SitePage } from "./page.ts";

export function referencePages(): readonly SitePage[] {
  const rules = RULES.map((rule) =>
    article(rulePath(rule.id), docsOf(rule.id).title, say("Rule {id} of Conntrack Planner.", { id: rule.id }), rulePage(rule)),
  );
  const keys = explainedPaths().map((path) => {
    const { summary = "" } = describePath(path, DEFAULT_TARGET) ?? {};
    return article(keyPath(path), dotted(path), summary, keyPage(path, DEFAULT_TARGET) ?? "");
  });
  return [index(), ...rules, ...keys];
}

function article(path: string, title: string, description: string, markdown: string): SitePage {
  const body = `<main class="article">\n${toHtml(markdown, path, rootOf(path))}</main>`;
  return { path, title: `${title} - Conntrack Planner`, description, styles: "diagnosis", script: "reference", body };
}

function index(): SitePage {
  const rules = RULES.map(({ id }) => entry(`rules/${id}.html`, id, docsOf(id).title));
  const paths = [...explainedPaths()].sort();
  const isMainline = (path: string): boolean => findKey(path) !== undefined;
  const keyEntry = (path: string): string =>
    entry(`keys/${dotted(path)}.html`, dotted(path), describePath(path, DEFAULT_TARGET)?.summary ?? "");
  const body = [
    '<main class="article">',
    `<h1>${escapeHtml(say("Reference"))}</h1>`,
    `<p class="search"><label for="search">${escapeHtml(say("Search"))}</label> <input type="search" id="search" autocomplete="off" spellcheck="false"> <span id="found" class="quiet" role="status"></span></p>`,
    list(say("Rules"), rules),
    list(say("Keys"), paths.filter(isMainline).map(keyEntry)),
    list(say("Old names, keys of patched kernels, and related keys"), paths.filter((path) => !isMainline(path)).map(keyEntry)),
    "</main>",
  ].join("\n");
  return {
    ...{
      path: "reference/index.html",
      title: `${say("Rules and keys")} - Conntrack Planner`,
      styles: "diagnosis",
      script: "reference",
      body,
    },
    description: say("Every rule and every nf_conntrack key that Conntrack Planner knows."),
  };
}

function list(title: string, entries: readonly string[]): string {
  return `<section><h2>${escapeHtml(title)}</h2>\n<ul class="entries">\n${entries.join("\n")}\n</ul></section>`;
}

function entry(address: string, name: string, text: string): string {
  return `<li data-entry><a href="${escapeHtml(address)}"><code>${escapeHtml(name)}</code></a> ${escapeHtml(text)}</li>`;
}
