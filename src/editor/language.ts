// Which documents are ours.
import type { DocumentFilter, TextDocument } from "vscode";

export const LANGUAGE_ID = "sysctl";

export const SELECTOR: DocumentFilter = { language: LANGUAGE_ID };

/** Old versions, comparisons and our own pages: colours and hovers, but nobody can mend a finding there. */
const READ_ONLY_SCHEMES = new Set(["git", "gitfs", "gitlens", "review", "pr", "vscode-local-history", "vscode-timeline", "conntrack-doc"]);

export function isOurs(document: TextDocument): boolean {
  return document.languageId === LANGUAGE_ID;
}

export function isJudged(document: TextDocument): boolean {
  return isOurs(document) && !READ_ONLY_SCHEMES.has(document.uri.scheme);
}
