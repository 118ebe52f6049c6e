// Which documents are ours.
import type { DocumentFilter, DocumentSelector, TextDocument } from "vscode";

export const LANGUAGE_ID = "sysctl";

export const SELECTOR: DocumentFilter = { language: LANGUAGE_ID };

/** Files beside sysctl.conf that a tree speaks of; they have no language of ours. */
export const MODULE_FILES: DocumentSelector = [
  { pattern: "**/modprobe.d/*" },
  { pattern: "**/modules-load.d/*" },
  { pattern: "**/etc/modules" },
];

/** Old versions, comparisons and our own pages: colours and hovers, but nobody can mend a finding there. */
const READ_ONLY_SCHEMES = new Set([
  "git",
  "gitfs",
  "gitlens",
  "review",
  "pr",
  "vscode-local-history",
  "vscode-timeline",
  "conntrack-doc",
  "conntrack-effective",
]);

export function isOurs(document: TextDocument): boolean {
  return document.languageId === LANGUAGE_ID;
}

export function isJudged(document: TextDocument): boolean {
  return isOurs(document) && !isReadOnly(document);
}

/** An old version, a comparison, a page of ours. */
export function isReadOnly({ uri }: TextDocument): boolean {
  return READ_ONLY_SCHEMES.has(uri.scheme);
}
