// The page of a rule, opened from a diagnostic's code or by command: rendered, and without a network.
import { commands, Disposable, Uri, window, workspace } from "vscode";
import { findRule, RULES, rulePage } from "../core/index.ts";

const SCHEME = "conntrack-rule";
/** Where a rule's page is: package.json has VS Code show this scheme rendered. */
export function rulePageUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}.md` });
}

export function registerRulePages(): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: (uri) => pageOf(uri) }),
    commands.registerCommand("conntrack.showRule", async (id: unknown) => {
      const rule = typeof id === "string" ? findRule(id) : await pickRule();
      if (rule) await commands.executeCommand("vscode.open", rulePageUri(rule.id));
    }),
  );
}

function pageOf(uri: Uri): string {
  const rule = findRule(uri.path.replace(/^\/|\.md$/g, ""));
  return rule ? rulePage(rule) : "No such rule.\n";
}

async function pickRule() {
  const picked = await window.showQuickPick(
    RULES.map((rule) => ({ label: rule.id, description: rule.title, rule })),
    { title: "Conntrack: Show Rule", matchOnDescription: true },
  );
  return picked?.rule;
}
