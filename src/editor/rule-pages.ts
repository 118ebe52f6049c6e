// The page of a rule, opened from a diagnostic's code: rendered, and without a network.
import { commands, Disposable, Uri, window, workspace } from "vscode";
import { findRule, RULES, rulePage } from "../core/index.ts";

const SCHEME = "conntrack-rule";
const SHOW_RULE = "conntrack.showRule";

/** A link that opens the rule's page, for a diagnostic's code. */
export function ruleCommandUri(id: string): Uri {
  return Uri.parse(`command:${SHOW_RULE}?${encodeURIComponent(JSON.stringify([id]))}`);
}

export function registerRulePages(): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: (uri) => pageOf(uri) }),
    commands.registerCommand(SHOW_RULE, async (id: unknown) => {
      const rule = typeof id === "string" ? findRule(id) : await pickRule();
      if (!rule) return;
      await commands.executeCommand("markdown.showPreview", Uri.from({ scheme: SCHEME, path: `/${rule.id}.md` }));
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
