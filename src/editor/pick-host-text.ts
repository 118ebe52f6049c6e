// Asks which text of a host to read: the selection, the document in front, a file, or the clipboard.
import { env, l10n, type QuickPickItem, TabInputText, type Uri, window, workspace } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { fromFile, fromText, type HostText, lastPart } from "./host-text.ts";

interface SourceChoice extends QuickPickItem {
  readonly take: () => Promise<HostText | undefined>;
}

/** Asks where the text is; undefined where the person left. */
export async function pickHostText(title: string, port: HostPort | undefined): Promise<HostText | undefined> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? "";
  const active = activeText(port);
  const choices: readonly SourceChoice[] = [
    ...(selected === "" ? [] : [{ label: l10n.t("The selection"), take: async () => fromText(l10n.t("The selection"), selected) }]),
    ...(active ? [{ label: l10n.t("The active document"), detail: active.name, take: active.take }] : []),
    { label: l10n.t("A file..."), take: () => pickFile(title, port) },
    { label: l10n.t("The clipboard"), take: async () => fromText(l10n.t("The clipboard"), await env.clipboard.readText()) },
  ];
  const chosen = await window.showQuickPick(choices, { title, placeHolder: l10n.t("What to read") });
  return chosen?.take();
}

/** As a file where it is saved, so that it can be read again. */
function activeText(port: HostPort | undefined): { readonly name: string; readonly take: SourceChoice["take"] } | undefined {
  const uri = activeUri();
  if (!uri) return undefined;
  const name = lastPart(uri);
  const document = workspace.textDocuments.find((known) => known.uri.toString() === uri.toString());
  if (document && (document.isDirty || document.isUntitled)) return { name, take: async () => fromText(name, document.getText()) };
  return { name, take: () => fromFile(uri, port) };
}

/** Extensions see no editor of a document that is very large; and a page, or the walkthrough, may be in front of the only one. */
function activeUri(): Uri | undefined {
  const tab = window.tabGroups.activeTabGroup.activeTab?.input;
  const [only, ...others] = window.visibleTextEditors.filter(({ document }) => document.uri.scheme !== "output");
  const besides = others.length === 0 ? only?.document.uri : undefined;
  return window.activeTextEditor?.document.uri ?? (tab instanceof TabInputText ? tab.uri : besides);
}

export async function pickFile(title: string, port: HostPort | undefined): Promise<HostText | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const [uri] = (await window.showOpenDialog({ title, openLabel: l10n.t("Read"), ...(folder ? { defaultUri: folder } : {}) })) ?? [];
  return uri && fromFile(uri, port);
}
