// The pages of rules and keys: opened from a diagnostic, a lens or by command; rendered, and without a network.
import { commands, Disposable, Uri, window, workspace } from "vscode";
import {
  DEFAULT_TARGET,
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
import { EXPLAIN_KEY } from "./command-ids.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isOurs } from "./language.ts";
import type { Log } from "./log.ts";
import { toOffset } from "./ranges.ts";

/** package.json has VS Code show this scheme rendered. */
const SCHEME = "conntrack-doc";

export function rulePageUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/rules/${id}.md` });
}

/** The page says what holds for one target: that is part of its address. */
function keyPageUri(path: string, target: KernelTarget): Uri {
  return Uri.from({ scheme: SCHEME, path: `/keys/${dotted(path)}.md`, query: targetWords(target) });
}

export function registerDocPages(documents: DocumentCache, log: Log): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: (uri) => log.run("page", () => pageOf(uri)) }),
    log.command("conntrack.showRule", async (id) => {
      const rule = typeof id === "string" ? findRule(id) : await pickRule();
      if (rule) await commands.executeCommand("vscode.open", rulePageUri(rule.id));
    }),
    log.command(EXPLAIN_KEY, async (key) => {
      const { target, under } = atCursor(documents);
      const path = typeof key === "string" ? keyPath(key) : (under ?? (await pickKey(target)));
      if (path !== undefined) await commands.executeCommand("vscode.open", keyPageUri(path, target));
    }),
  );
}

function pageOf(uri: Uri): string {
  const [, kind = "", name = ""] = /^\/(\w+)\/(.*)\.md$/.exec(uri.path) ?? [];
  if (kind === "keys") return keyPage(keyPath(name), readTargetWords(uri.query)) ?? "No such key.\n";
  const rule = findRule(name);
  return rule ? rulePage(rule) : "No such rule.\n";
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
    RULES.map((rule) => ({ label: rule.id, detail: rule.title, rule })),
    { title: "Conntrack: Show Rule", matchOnDetail: true },
  );
  return picked?.rule;
}

async function pickKey(target: KernelTarget): Promise<string | undefined> {
  const picked = await window.showQuickPick(
    keyChoices(target).map(({ path, name, meaning }) => ({ label: name, detail: meaning, path })),
    { title: "Conntrack: Explain Key", matchOnDetail: true },
  );
  return picked?.path;
}
