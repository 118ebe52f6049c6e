// The documents that the client has open, as they stand now: changed in place, edit by edit.
import { closeSync, openSync, readSync } from "node:fs";
import {
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type Position,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { OpenText } from "../core/language/index.ts";
import { canonical, fileOf } from "./addresses.ts";
import { ChunkedText } from "./chunked-text.ts";

export class OpenDocument implements OpenText {
  /** In the one spelling. */
  readonly uri: string;
  /** As the client writes it. */
  readonly written: string;
  readonly languageId: string;
  readonly encoding: string;
  isClosed = false;
  /** Counted here: nobody has to trust the client's numbers. */
  version = 0;
  private text: TextDocument;

  constructor(written: string, languageId: string, text: string) {
    this.uri = canonical(written);
    this.written = written;
    this.languageId = languageId;
    this.text = TextDocument.create(written, languageId, 0, text);
    this.encoding = !text.startsWith("\ufeff") && startsWithMark(fileOf(written)) ? "utf8bom" : "utf8";
  }

  get lineCount(): number {
    return this.text.lineCount;
  }

  getText(): string {
    return this.text.getText();
  }

  offsetAt(position: Position): number {
    return this.text.offsetAt(position);
  }

  change(changes: readonly TextDocumentContentChangeEvent[]): void {
    this.version++;
    this.text =
      changes.length > FEW
        ? TextDocument.create(this.written, this.languageId, this.version, withChanges(this.getText(), changes))
        : TextDocument.update(this.text, [...changes], this.version);
  }
}

/** Each of more in one message would copy the whole text. */
const FEW = 20;

/** What comes before a whole text does not matter. */
function withChanges(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  const whole = changes.findLastIndex((change) => !TextDocumentContentChangeEvent.isIncremental(change));
  const chunked = new ChunkedText(whole < 0 ? text : (changes[whole]?.text ?? ""));
  for (const change of changes.slice(whole + 1))
    if (TextDocumentContentChangeEvent.isIncremental(change)) chunked.replace(change.range, change.text);
  return chunked.toString();
}

/** Editors take a byte-order mark off the text without telling; only the file shows it. */
function startsWithMark(path: string | undefined): boolean {
  if (path === undefined) return false;
  try {
    const descriptor = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(3);
      return readSync(descriptor, bytes, 0, 3, 0) === 3 && bytes.equals(Buffer.of(0xef, 0xbb, 0xbf));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

type Listener = (source: OpenDocument) => void;

interface Listeners {
  readonly opened: Listener;
  readonly changed: Listener;
  readonly saved: Listener;
  readonly closed: Listener;
}

export class OpenDocuments implements Iterable<OpenDocument> {
  private readonly byUri = new Map<string, OpenDocument>();

  /** Undefined for what is not open. */
  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(canonical(uri));
  }

  [Symbol.iterator](): Iterator<OpenDocument> {
    return this.byUri.values();
  }

  listen(connection: Connection, told: Listeners): void {
    connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument: { uri, languageId, text } }) => {
      const source = new OpenDocument(uri, languageId, text);
      this.byUri.set(source.uri, source);
      told.opened(source);
    });
    connection.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument: { uri }, contentChanges }) => {
      const source = this.get(uri);
      // Nothing is known of the text that a change of a closed document is about.
      if (!source || contentChanges.length === 0) return;
      source.change(contentChanges);
      told.changed(source);
    });
    connection.onNotification(DidSaveTextDocumentNotification.type, ({ textDocument: { uri } }) => {
      const source = this.get(uri);
      if (source) told.saved(source);
    });
    connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
      const source = this.get(uri);
      if (!source) return;
      source.isClosed = true;
      this.byUri.delete(source.uri);
      told.closed(source);
    });
  }
}
