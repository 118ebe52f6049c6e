// What a calculator page is filled from: a file and its settings, or the settings alone. Tells when that changes.
import { Disposable, EventEmitter, RelativePattern, type TextDocument, Uri, workspace } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { fileValues, type SourceMessage } from "../core/plan/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import type { HostTrees } from "./host-trees.ts";
import { isOurs } from "./language.ts";
import { SECTION } from "./switches.ts";

export class CalculatorSource implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly uri: Uri | undefined;
  private readonly documents: DocumentCache;
  private readonly listening: Disposable;

  private readonly canMeasure: boolean;

  constructor(uri: Uri | undefined, documents: DocumentCache, watch: DocumentWatch, trees: HostTrees, port: HostPort | undefined) {
    this.uri = uri;
    this.canMeasure = port?.linux === true;
    this.documents = documents;
    const mine = (source: TextDocument): boolean => source.uri.toString() === uri?.toString();
    this.listening = Disposable.from(
      this.changed,
      watch.onDidSettle((source) => mine(source) && this.changed.fire()),
      trees.onDidJudge(({ host }) => uri && host.members.has(uri.toString()) && this.changed.fire()),
      // What was not saved is gone with the editor: the file has the last word.
      workspace.onDidCloseTextDocument((source) => mine(source) && this.changed.fire()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION, uri)) this.changed.fire();
      }),
      ...(uri === undefined || uri.scheme === "untitled" ? [] : [this.watchFile(uri)]),
    );
  }

  /** Changes of the file that no editor has open. */
  private watchFile(uri: Uri): Disposable {
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    // Brackets and the like stand for themselves.
    const pattern = name.replace(/[[\]{}*?]/g, "?");
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), pattern));
    const tell = (changed: Uri): void => {
      if (changed.toString() === uri.toString()) this.changed.fire();
    };
    return Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell));
  }

  get name(): string | undefined {
    return this.uri?.path.slice(this.uri.path.lastIndexOf("/") + 1);
  }

  /** Its name, and the folder where another file of this name is in the workspace or open. */
  get title(): string | undefined {
    const { uri, name } = this;
    if (!uri || name === undefined) return undefined;
    const others = workspace.textDocuments.filter((other) => other.uri.path !== uri.path && other.uri.path.endsWith(`/${name}`));
    const inTrees = this.documents.trees.all().flatMap(({ members }) => [...members.keys()]);
    const another =
      others.length > 0 || inTrees.some((member) => member !== uri.toString() && member.endsWith(`/${encodeURIComponent(name)}`));
    return another ? workspace.asRelativePath(uri) : name;
  }

  /** The document behind it, opened where no editor has; undefined where there is none, or it cannot be read. */
  async document(): Promise<TextDocument | undefined> {
    const { uri } = this;
    if (!uri) return undefined;
    const document = uri.scheme === "untitled" ? openDocument(uri) : await documentAt(uri);
    return document && isOurs(document) ? document : undefined;
  }

  async read(): Promise<SourceMessage> {
    const { uri, name = "" } = this;
    if (!uri) return this.message(null, null);
    const document = await this.document();
    return this.message(uri.toString(), name, document);
  }

  private message(uri: string | null, name: string | null, document?: TextDocument): SourceMessage {
    const settings = document ? this.documents.settingsOf(document) : this.documents.settingsAt(this.uri);
    const file = document ? fileValues(this.documents.get(document), settings) : null;
    return { type: "source", uri, name, target: settings.target, file, canMeasure: this.canMeasure, writesFiles: true };
  }

  dispose(): void {
    this.listening.dispose();
  }
}

async function documentAt(uri: Uri): Promise<TextDocument | undefined> {
  return workspace.openTextDocument(uri).then(
    (found) => found,
    () => undefined,
  );
}

/** To open a document that was never saved and is gone would make a new one of its name. */
function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((source) => !source.isClosed && source.uri.toString() === uri.toString());
}
