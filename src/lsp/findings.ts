// Findings that are sent unasked, to clients that do not ask for them; to the others, word that they may be others now.
import { type FileFindings, type FolderTree, isShownAlike, type Judged } from "../core/language/index.ts";
import { findingsInTree, findingsOf, forgetFiles } from "./diagnostics.ts";
import type { FolderPort } from "./folder-port.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { Room } from "./room.ts";

/** Long enough to finish a word, short enough to feel at once; in texts that take long to read, a moment more. Milliseconds. */
const DELAY = { sysctl: 150, modules: 150, other: 300 };
/** Trees are judged one after the other: word of it is sent once. */
const TOGETHER = 50;

export class Findings {
  private readonly room: Room;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private telling: ReturnType<typeof setTimeout> | undefined;
  /** What is shown of closed files of trees: most of them stay as they are when one changes. */
  private readonly shown = new Map<string, FileFindings>();

  constructor(room: Room) {
    this.room = room;
  }

  /** The document was opened, or edited and then left alone for a moment. */
  settle(source: OpenDocument): void {
    this.cancel(source.uri);
    if (this.room.client.pulls || source.isClosed) return;
    this.shown.delete(source.uri);
    void this.send(source);
  }

  settleSoon(source: OpenDocument): void {
    const kind = this.room.kindOf(source);
    if (!kind) return;
    this.cancel(source.uri);
    this.timers.set(
      source.uri,
      setTimeout(() => {
        // All that hangs together with it is judged too.
        this.room.trees.takeText(source);
        this.settle(source);
      }, DELAY[kind]),
    );
  }

  close({ uri, written }: OpenDocument): void {
    this.cancel(uri);
    if (this.room.client.pulls) return;
    const inTree = this.room.trees.findingsOf(uri);
    if (inTree) this.sendClosed(uri, inTree);
    else this.clear(written);
  }

  publishTree({ host, gone }: Judged<string, FolderPort>): void {
    this.changed();
    if (this.room.client.pulls) return;
    for (const uri of gone) {
      const source = this.room.open.get(uri);
      this.shown.delete(uri);
      if (source) this.settle(source);
      else this.clear(uri);
    }
    this.sendTree(host);
  }

  /** Figures and findings may be others now. */
  changed(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(), TOGETHER);
  }

  /** As `changed`, with other settings. */
  configured(): void {
    forgetFiles(this.room);
    for (const source of this.room.open) this.settle(source);
    this.changed();
  }

  dispose(): void {
    clearTimeout(this.telling);
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private sendTree({ byUri }: FolderTree<string, FolderPort>): void {
    for (const [uri, file] of byUri) {
      const source = this.room.open.get(uri);
      const known = this.shown.get(uri);
      if (source) this.settle(source);
      else if (!known || !isShownAlike(known, file)) this.sendClosed(uri, file);
    }
  }

  private async send(source: OpenDocument): Promise<void> {
    const { version } = source;
    const diagnostics = await findingsOf(source, this.room);
    // Edited meanwhile: the next look is on its way.
    if (source.isClosed || source.version !== version) return;
    await this.room.connection.sendDiagnostics({ uri: source.written, diagnostics });
  }

  private sendClosed(uri: string, file: FileFindings): void {
    this.shown.set(uri, file);
    void this.room.connection.sendDiagnostics({ uri, diagnostics: findingsInTree(uri, file, this.room) });
  }

  private clear(uri: string): void {
    void this.room.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private tell(): void {
    const { connection, client } = this.room;
    // A client that has gone meanwhile wants nothing any more.
    const ask = (what: Promise<void>): void => void what.catch(() => undefined);
    if (client.pulls && client.refreshes.diagnostics) ask(connection.languages.diagnostics.refresh());
    if (client.refreshes.codeLens) ask(connection.sendRequest("workspace/codeLens/refresh"));
    if (client.refreshes.inlayHints) ask(connection.languages.inlayHint.refresh());
  }

  private cancel(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
  }
}
