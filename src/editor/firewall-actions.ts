// What the buttons of a firewall page do: show a line, copy, open, write the rules into a document.
import { env, l10n, Range, Selection, Uri, ViewColumn, WorkspaceEdit, window, workspace } from "vscode";
import { editsFor, type FirewallAction, firewallAnswer, type PortCounts } from "../core/firewall/index.ts";
import { visibleMessage } from "../core/language/index.ts";
import { readAgain } from "./firewall-source.ts";
import type { FirewallText } from "./firewall-texts.ts";
import type { RuleTexts } from "./rule-texts.ts";

export interface FirewallHands {
  /** Texts that no document shows. */
  readonly texts: RuleTexts;
  /** Asks for a dump; undefined where the person left. */
  readonly countDump: () => Promise<PortCounts | undefined>;
}

type Action = Exclude<FirewallAction, { readonly kind: "again" | "dump" }>;

const COPIED = { rules: l10n.t("Conntrack: copied the rules"), undo: l10n.t("Conntrack: copied the undo commands") } as const;

export async function perform(action: Action, texts: readonly FirewallText[], hands: FirewallHands): Promise<void> {
  switch (action.kind) {
    case "line": {
      const text = texts[action.text];
      if (text) await showLine(text.uri === null ? hands.texts.show(text) : Uri.parse(text.uri), action.line - 1);
      return;
    }
    case "copy":
      await env.clipboard.writeText(action.text);
      window.setStatusBarMessage(COPIED[action.what], 3000);
      return;
    case "open":
      await window.showTextDocument(await workspace.openTextDocument({ content: action.text }), ViewColumn.Beside);
      return;
    case "insert":
      await insert(texts, action.text);
  }
}

/** Where the document stands already, or beside the page. */
async function showLine(uri: Uri, line: number): Promise<void> {
  const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = await workspace.openTextDocument(uri);
  const { start, end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  const viewColumn = open?.viewColumn ?? ViewColumn.Beside;
  await window.showTextDocument(document, { viewColumn, selection: new Selection(start, end) });
}

/** For the text as it is now, in one edit that one undo takes back. Nothing is saved. */
async function insert(kept: readonly FirewallText[], index: number): Promise<void> {
  const texts = await readAgain(kept);
  const text = texts?.[index];
  const edits = texts && text && editsFor(firewallAnswer({ texts }).plan, text);
  if (!text?.uri || !edits?.length) {
    void window.showInformationMessage(l10n.t("Conntrack: the rules have changed, and there is nothing left to insert. Check again."));
    return;
  }
  const uri = Uri.parse(text.uri);
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  for (const { start, end, text: added } of edits)
    edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), added);
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(visibleMessage(l10n.t("Conntrack: {name} could not be edited.", { name: text.name })));
    return;
  }
  const open = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, { viewColumn: open?.viewColumn ?? ViewColumn.Beside });
  window.setStatusBarMessage(l10n.t("Conntrack: inserted the rules into {name}; undo to revert", { name: text.name }), 5000);
}
