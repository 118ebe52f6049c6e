// Puts settings into a document as one edit, and so one undo; and asks which file where that is open.
import { type QuickPickItem, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import { type Setting, writeSettings } from "../core/plan/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isJudged, LANGUAGE_ID } from "./language.ts";
import { toEdits } from "./ranges.ts";
import { findSysctlFiles } from "./workspace-files.ts";

/** How it went, in a sentence or two. */
export interface WriteResult {
  readonly text: string;
  readonly failed: boolean;
}

/** The file is not saved. */
export async function writeInto(
  document: TextDocument,
  name: string,
  settings: readonly Setting[],
  documents: DocumentCache,
): Promise<WriteResult> {
  const parsed = documents.get(document);
  const { applier } = documents.settingsOf(document);
  const options = { target: documents.targetOf(document), applier };
  const { edits, changed, added, templated, ineffective } = writeSettings(parsed, settings, options);
  const left = [
    templated.length === 0 ? "" : ` ${keys(templated.length)} left alone, as a template writes them.`,
    ineffective.length === 0 ? "" : ` Other lines keep ${keys(ineffective.length)} from being in force.`,
  ].join("");
  if (edits.length === 0) return { text: `${name} says all of this already.${left}`, failed: false };
  const edit = new WorkspaceEdit();
  edit.set(document.uri, toEdits(parsed, edits));
  if (!(await workspace.applyEdit(edit))) return { text: `${name} could not be changed.`, failed: true };
  return { text: `${name}: ${keys(changed.length)} changed, ${added.length} added; undo takes it back.${left}`, failed: false };
}

interface FileChoice extends QuickPickItem {
  readonly open: () => Thenable<TextDocument>;
}

/** Asks for a file, and writes; undefined where the person left. */
export async function writeToChosenFile(settings: readonly Setting[], documents: DocumentCache): Promise<WriteResult | undefined> {
  // Those in sight first.
  const visible = window.visibleTextEditors.map(({ document }) => document);
  const open = [...new Set([...visible, ...workspace.textDocuments])].filter(isJudged);
  const known = new Set(open.map(({ uri }) => uri.toString()));
  const closed = (await findSysctlFiles()).filter((uri) => !known.has(uri.toString()));
  const choices: readonly FileChoice[] = [
    ...open.map((document) => ({
      label: nameOf(document.uri.path),
      description: document.isUntitled ? "not saved yet" : workspace.asRelativePath(document.uri),
      open: async () => document,
    })),
    ...closed.map((uri) => ({
      label: nameOf(uri.path),
      description: workspace.asRelativePath(uri),
      open: () => workspace.openTextDocument(uri),
    })),
    {
      label: "New file",
      description: "to be saved below /etc/sysctl.d",
      open: () => workspace.openTextDocument({ language: LANGUAGE_ID }),
    },
  ];
  const chosen = await window.showQuickPick(choices, { title: "Conntrack: Write Keys", placeHolder: "The file to write them to" });
  if (!chosen) return undefined;
  const document = await chosen.open();
  await window.showTextDocument(document);
  return writeInto(document, nameOf(document.uri.path), settings, documents);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function keys(count: number): string {
  return `${count} ${count === 1 ? "key" : "keys"}`;
}
