// Puts settings into a document as one edit, and so one undo; asks before a limit is lowered, and which file where that is open.
import { commands, type Disposable, EventEmitter, l10n, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
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

const LOWER = l10n.t("Lower the Limit");

/** The file is not saved. */
export async function writeInto(
  document: TextDocument,
  name: string,
  settings: readonly Setting[],
  documents: DocumentCache,
): Promise<WriteResult> {
  const { edits, changed, added, templated, ineffective } = writtenInto(document, settings, documents);
  const told = (sentence: string): string => [sentence, ...leftOut(templated.length, ineffective.length)].join(" ");
  if (edits.length === 0) return { text: told(l10n.t("{name} already has these values.", { name })), failed: false };
  if (!(await mayLower(document, settings, documents))) return { text: l10n.t("Nothing was written."), failed: false };
  const edit = new WorkspaceEdit();
  edit.set(document.uri, toEdits(documents.get(document), edits));
  if (!(await workspace.applyEdit(edit))) return { text: l10n.t("{name} could not be changed.", { name }), failed: true };
  const values = { name, changed: changed.length, added: added.length };
  const done =
    changed.length === 1
      ? l10n.t("{name}: 1 key changed, {added} added. Undo to revert.", values)
      : l10n.t("{name}: {changed} keys changed, {added} added. Undo to revert.", values);
  return { text: told(done), failed: false };
}

/** Asks for a file, and writes; undefined where the person left. */
export async function writeToChosenFile(settings: readonly Setting[], documents: DocumentCache): Promise<WriteResult | undefined> {
  const writing = settings.map(({ path }) => path);
  const document = await chooseFile(documents.trees, {
    title: l10n.t("Conntrack: Write Settings"),
    placeHolder: l10n.t("Write to which file?"),
    writing,
  });
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
    await commands.executeCommand(
      "vscode.diff",
      document.uri,
      uri,
      l10n.t("{name}: current and planned", { name: nameOf(document.uri.path) }),
    );
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
  const detail = l10n.t("Existing entries stay, and new connections are dropped while the table holds more.");
  return (await window.showWarningMessage(question, { modal: true, detail }, LOWER)) === LOWER;
}

/** A sentence for each kind of keys that is not written. */
function leftOut(templated: number, ineffective: number): readonly string[] {
  return [
    ...(templated === 0
      ? []
      : [
          templated === 1
            ? l10n.t("1 key not changed, because a template writes it.")
            : l10n.t("{count} keys not changed, because a template writes them.", { count: templated }),
        ]),
    ...(ineffective === 0
      ? []
      : [ineffective === 1 ? l10n.t("Other lines override 1 key.") : l10n.t("Other lines override {count} keys.", { count: ineffective })]),
  ];
}
