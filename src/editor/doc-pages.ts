// The pages of rules and keys: opened from a diagnostic, a lens or by command; rendered, and without a network.
import { commands, l10n, Uri, window } from "vscode";
import {
  DEFAULT_TARGET,
  docsOf,
  dotted,
  explainableKey,
  findRule,
  type KernelTarget,
  keyChoices,
  keyPage,
  keyPath,
  RULES,
  readTargetWords,
  rulePage,
  targetWords,
} from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isOurs } from "./language.ts";
import { DOC_SCHEME, rulePageUri } from "./page-uris.ts";
import { toOffset } from "./ranges.ts";
import type { Language } from "./services.ts";

/** The page says what holds for one target: that is part of its address. */
function keyPageUri(path: string, target: KernelTarget): Uri {
  return Uri.from({ scheme: DOC_SCHEME, path: `/keys/${dotted(path)}.md`, query: targetWords(target) });
}

interface DocPages {
  textOf(uri: Uri): string | undefined;
  /** Without an id the person is asked. */
  showRule(id: unknown): Promise<void>;
  /** Without a key it is the one at the cursor, or the person is asked. */
  explainKey(key: unknown): Promise<void>;
}

export function docPages({ documents, log }: Language): DocPages {
  return {
    textOf: (uri) => log.run("page", () => pageOf(uri)),
    async showRule(id) {
      const rule = typeof id === "string" ? findRule(id) : await pickRule();
      if (rule) await commands.executeCommand("vscode.open", rulePageUri(rule.id));
    },
    async explainKey(key) {
      const { target, under } = atCursor(documents);
      const path = typeof key === "string" ? keyPath(key) : (under ?? (await pickKey(target)));
      if (path !== undefined) await commands.executeCommand("vscode.open", keyPageUri(path, target));
    },
  };
}

function pageOf(uri: Uri): string {
  const [, kind = "", name = ""] = /^\/(\w+)\/(.*)\.md$/.exec(uri.path) ?? [];
  if (kind === "keys") return keyPage(keyPath(name), readTargetWords(uri.query)) ?? `${l10n.t("No such key.")}\n`;
  const rule = findRule(name);
  return rule ? rulePage(rule) : `${l10n.t("No such rule.")}\n`;
}

function atCursor(documents: DocumentCache): { readonly target: KernelTarget; readonly under: string | undefined } {
  const editor = window.activeTextEditor;
  if (!editor || !isOurs(editor.document)) return { target: DEFAULT_TARGET, under: undefined };
  const document = documents.get(editor.document);
  const target = documents.targetOf(editor.document);
  return { target, under: explainableKey(document, toOffset(editor.document, editor.selection.active), target) };
}

async function pickRule() {
  const picked = await window.showQuickPick(
    RULES.map((rule) => ({ label: rule.id, detail: docsOf(rule.id).title, rule })),
    { title: l10n.t("Conntrack: Show Rule"), matchOnDetail: true },
  );
  return picked?.rule;
}

async function pickKey(target: KernelTarget): Promise<string | undefined> {
  const picked = await window.showQuickPick(
    keyChoices(target).map(({ path, name, meaning }) => ({ label: name, detail: meaning, path })),
    { title: l10n.t("Conntrack: Explain nf_conntrack Key"), matchOnDetail: true },
  );
  return picked?.path;
}
