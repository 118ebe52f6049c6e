// What is known of open documents, forgotten with them and with the settings.
import { Disposable, type TextDocument, type Uri, workspace } from "vscode";
import { type FileSettings, KnownDocuments } from "../core/language/index.ts";
import type { HostTrees } from "./host-trees.ts";
import { isJudged, LANGUAGE_ID } from "./language.ts";
import type { SettingsReader } from "./settings.ts";
import { SECTION } from "./switches.ts";

export class DocumentCache extends KnownDocuments<TextDocument> implements Disposable {
  readonly trees: HostTrees;
  private readonly reader: SettingsReader;
  private readonly listening = Disposable.from(
    workspace.onDidCloseTextDocument((source) => this.forget(source.uri)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) this.forgetSettings();
    }),
  );

  constructor(trees: HostTrees, reader: SettingsReader) {
    super(trees, (source) => reader.read(source));
    this.trees = trees;
    this.reader = reader;
  }

  /** Of a sysctl file that no editor has open, or of none at all. */
  settingsAt(uri?: Uri): FileSettings {
    return this.reader.read(uri ? { uri, languageId: LANGUAGE_ID } : { languageId: LANGUAGE_ID });
  }

  /** Whether the file is for the host that the extension runs on. */
  override isForHost(source: TextDocument): boolean {
    return isJudged(source) && super.isForHost(source, source.uri.scheme === "file" ? source.uri.path : undefined);
  }

  dispose(): void {
    this.listening.dispose();
    this.clear();
  }
}
