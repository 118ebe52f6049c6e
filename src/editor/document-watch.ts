// Tells when a document of ours should be looked at anew, so that nothing but the parse runs while somebody types.
import { Disposable, EventEmitter, type TextDocument, workspace } from "vscode";
import { isJudged } from "./language.ts";
import { SECTION } from "./switches.ts";

/** Long enough to finish a word, short enough to feel at once. Milliseconds. */
const DELAY = 150;

export class DocumentWatch implements Disposable {
  private readonly settled = new EventEmitter<TextDocument>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listening = Disposable.from(
    this.settled,
    workspace.onDidOpenTextDocument((source) => this.settle(source)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isJudged(document)) this.settleSoon(document);
    }),
    workspace.onDidCloseTextDocument((source) => this.cancel(source)),
    workspace.onDidChangeConfiguration((event) => {
      for (const source of workspace.textDocuments) if (event.affectsConfiguration(SECTION, source)) this.settle(source);
    }),
  );

  /** A judged document was opened, its settings changed, or it was edited and then left alone for a moment. */
  readonly onDidSettle = this.settled.event;

  private settle(source: TextDocument): void {
    this.cancel(source);
    if (!source.isClosed && isJudged(source)) this.settled.fire(source);
  }

  private settleSoon(source: TextDocument): void {
    this.cancel(source);
    this.timers.set(
      source.uri.toString(),
      setTimeout(() => this.settle(source), DELAY),
    );
  }

  private cancel(source: TextDocument): void {
    const key = source.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  dispose(): void {
    this.listening.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
