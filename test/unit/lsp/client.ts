// A client of the language server in one process, on vscode-jsonrpc: what it asks, and what it was told unasked.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { createConnection } from "vscode-languageserver/node";
import type { ClientCapabilities, Diagnostic, InitializeResult, Position } from "vscode-languageserver-protocol";
import { Server } from "../../../src/lsp/server.ts";

export interface Options {
  readonly capabilities?: ClientCapabilities;
  /** Files below the folder that is opened; without them, none is. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly initializationOptions?: unknown;
  /** What the client answers when it is asked for its settings. */
  readonly settings?: unknown;
  /** Leaves saying hello to the test. */
  readonly silent?: boolean;
}

/** As an editor of today says that it is. */
export const MODERN: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { resolveSupport: { properties: ["edit"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
};

export class Client {
  readonly connection: MessageConnection;
  readonly folder: string | undefined;
  hello!: InitializeResult;
  /** Findings that were sent, by address: the latest. */
  readonly sent = new Map<string, readonly Diagnostic[]>();
  /** Methods of requests and notifications from the server, in order. */
  readonly heard: string[] = [];
  readonly progress: string[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly server: { dispose(): void };
  settings: unknown;

  private constructor({ files, settings }: Options) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    new Server(connection).listen("1.2.3-test");
    this.server = connection;
    this.settings = settings;
    this.folder = files && realpathSync(mkdtempSync(join(tmpdir(), "ctp-lsp-")));
    for (const [path, text] of Object.entries(files ?? {})) this.write(path, text);
    this.connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.connection.onNotification((method, params) => {
      this.heard.push(method);
      const told = params as never as { uri: string; diagnostics: Diagnostic[] };
      if (method === "textDocument/publishDiagnostics") this.sent.set(told.uri, told.diagnostics);
      for (const wake of this.waiting) wake();
    });
    this.connection.onUnhandledProgress(({ value }) => this.progress.push((value as { kind: string }).kind));
    this.connection.onRequest((method, params) => {
      this.heard.push(method);
      for (const wake of this.waiting) wake();
      const { items = [] } = (params ?? {}) as { items?: readonly unknown[] };
      return method === "workspace/configuration" ? items.map(() => this.settings ?? null) : null;
    });
    this.connection.listen();
  }

  static async start(options: Options = {}): Promise<Client> {
    const client = new Client(options);
    if (!options.silent) await client.greet(options);
    return client;
  }

  async greet({ capabilities = MODERN, initializationOptions }: Options = {}): Promise<void> {
    const folders = this.folder === undefined ? null : [{ uri: pathToFileURL(this.folder).href, name: "test" }];
    const hello = { processId: null, rootUri: null, capabilities, initializationOptions, workspaceFolders: folders };
    this.hello = await this.connection.sendRequest("initialize", hello);
    await this.connection.sendNotification("initialized", {});
  }

  write(path: string, text: string | Uint8Array): void {
    const target = join(this.folder ?? "", path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** The address of a file of the folder, or of one that is nowhere. */
  uri(path: string): string {
    return this.folder === undefined ? `untitled:${path}` : pathToFileURL(join(this.folder, path)).href;
  }

  async open(path: string, text: string, languageId = "conf"): Promise<string> {
    const uri = this.uri(path);
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  async change(uri: string, contentChanges: readonly unknown[]): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  ask<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...more });
  }

  /** Asks, and takes it back at once. */
  async askInVain(method: string, uri: string, more: object = {}): Promise<unknown> {
    const source = new CancellationTokenSource();
    const answer = this.connection.sendRequest(method, { textDocument: { uri }, ...more }, source.token);
    source.cancel();
    return answer;
  }

  /** Waits until what was heard makes something true. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  /** Rules of the findings that were sent for a document, once there are such. */
  rulesOf(uri: string, is: (rules: readonly string[]) => boolean = (rules) => rules.length > 0): Promise<readonly string[]> {
    return this.until(() => {
      const rules = this.sent.get(uri)?.map(({ code }) => String(code ?? ""));
      return rules && is(rules) ? rules : undefined;
    });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown").catch(() => undefined);
    this.connection.dispose();
    this.server.dispose();
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true });
  }
}

/** The text without its `|`, and where that was. */
export function cursor(marked: string): { readonly text: string; readonly position: Position } {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return { text: marked.replace("|", ""), position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}
