// Addresses of the pages that are made here and rendered by the editor.
import { Uri } from "vscode";

/** package.json has VS Code show this scheme rendered. */
export const DOC_SCHEME = "conntrack-doc";
export const EFFECTIVE_SCHEME = "conntrack-effective";

export function rulePageUri(id: string): Uri {
  return Uri.from({ scheme: DOC_SCHEME, path: `/rules/${id}.md` });
}
