// Puts settings into a document as one edit, and so one undo; asks before a limit is lowered, and which file where that is open.
import { commands, type Disposable, EventEmitter, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { applyEdits } from "../core/language/index.ts";
import {
  fileValues,
  MAX_PATH,
  reductionQuestion,
  type Setting,
  stateFrom,
  tableNow,
  type Written,
  writeSettings,
} from "../core/plan/index.ts";
import { chooseFile, nameOf } from "./choose-file.ts";
import type { DocumentCache } from "./document-cache.ts";
import { toEdits } from "./ranges.ts";

/** How it went, in a sentence or two. */
export interface WriteResult {
  readonly text: string;
  readonly failed: boolean;
}

const LOWER = "Lower the Limit";

/** The file is not saved. */
export async function writeInto(
  document: TextDocument,
  name: string,
  settings: readonly Setting[],
  documents: DocumentCache,
): Promise<WriteResult> {
  const { edits, changed, added, templated, ineffective } = writtenInto(document, settings, documents);
  const left = [
    templated.length === 0 ? "" : ` ${keys(templated.length)} not changed, because a template writes them.`,
    ineffective.length === 0 ? "" : ` Other lines override ${keys(ineffective.length)}.`,
  ].join("");
  if (edits.length === 0) return { text: `${name} already has these values.${left}`, failed: false };
  if (!(await mayLower(document, settings, documents))) return { text: "Nothing was written.", failed: false };
  const edit = new WorkspaceEdit();
  edit.set(document.uri, toEdits(documents.get(document), edits));
  if (!(await workspace.applyEdit(edit))) return { text: `${name} could not be changed.`, failed: true };
  return { text: `${name}: ${keys(changed.length)} changed, ${added.length} added. Undo to revert.${left}`, failed: false };
}

/** Asks for a file, and writes; undefined where the person left. */
export async function writeToChosenFile(settings: readonly Setting[], documents: DocumentCache): Promise<WriteResult | undefined> {
  const writing = settings.map(({ path }) => path);
  const document = await chooseFile(documents.trees, { title: "Conntrack: Write Settings", placeHolder: "Write to which file?", writing });
  if (!document) return undefined;
  await window.showTextDocument(document);
  return writeInto(document, nameOf(document.uri.path), settings, documents);
}

const SCHEME = "conntrack-planned";

/** Shows a file as it is beside what it would be. */
export class PlannedText implements Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly texts = new Map<string, string>();
  private readonly provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: (uri) => this.texts.get(uri.path) ?? "",
  });

  async show(document: TextDocument, settings: readonly Setting[], documents: DocumentCache): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: document.uri.path });
    const { edits } = writtenInto(document, settings, documents);
    this.texts.set(uri.path, applyEdits(documents.get(document).text, edits));
    this.changed.fire(uri);
    await commands.executeCommand("vscode.diff", document.uri, uri, `${nameOf(document.uri.path)}: current and planned`);
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}

function writtenInto(document: TextDocument, settings: readonly Setting[], documents: DocumentCache): Written {
  const { applier } = documents.settingsOf(document);
  return writeSettings(documents.get(document), settings, { target: documents.targetOf(document), applier });
}

/** A limit is never lowered unasked, whoever wants it. */
async function mayLower(document: TextDocument, settings: readonly Setting[], documents: DocumentCache): Promise<boolean> {
  const wanted = settings.find(({ path }) => path === MAX_PATH)?.value;
  if (wanted === undefined) return true;
  const options = documents.settingsOf(document);
  const now = tableNow(stateFrom(options.target, fileValues(documents.get(document), options)));
  const question = reductionQuestion(now.max, wanted);
  if (question === undefined) return true;
  const detail = "Existing entries stay, and new connections are dropped while the table holds more.";
  return (await window.showWarningMessage(question, { modal: true, detail }, LOWER)) === LOWER;
}

function keys(count: number): string {
  return `${count} ${count === 1 ? "key" : "keys"}`;
}
