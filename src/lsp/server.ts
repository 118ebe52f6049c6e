// A server on a connection: what it knows, and when that changes. Each feature is a file in features/.
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { FreshSettings, type Guard, KnownDocuments, KUBE_PROXY_PATTERN, TREE_PATTERN, visible } from "../core/language/index.ts";
import { hostPort } from "../linux/index.ts";
import { fileOf } from "./addresses.ts";
import { type Client, clientOf } from "./client.ts";
import { type Kind, kindOf } from "./document-kinds.ts";
import { capabilitiesOf, FEATURES } from "./features.ts";
import { Findings } from "./findings.ts";
import { Folders } from "./folders.ts";
import { Gate } from "./gate.ts";
import { type OpenDocument, OpenDocuments } from "./open-documents.ts";
import { OtherLanguages } from "./other-languages.ts";
import type { Room } from "./room.ts";
import { ClientSettings } from "./settings.ts";
import { Trees } from "./trees.ts";

export class Server implements Room {
  readonly connection: Connection;
  readonly open = new OpenDocuments();
  readonly folders = new Folders();
  readonly settings: ClientSettings;
  readonly trees: Trees;
  readonly documents: KnownDocuments<OpenDocument>;
  readonly others: OtherLanguages;
  /** Of the host that the server runs on. */
  readonly running: FreshSettings;
  readonly gate: Gate;
  private readonly findings: Findings;
  private told: Client | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    this.gate = new Gate();
    const guard = guardOf(connection);
    const host = hostPort();
    this.running = new FreshSettings(
      () => guard.run("running values", () => host.settings()),
      () => performance.now(),
    );
    this.settings = new ClientSettings(this.folders, () => guard.run("this host", () => host.machine()));
    this.trees = new Trees(this.folders, this.open, this.settings, guard, (judged) => this.findings.publishTree(judged));
    this.documents = new KnownDocuments(this.trees, ({ uri }) => this.settings.of(uri));
    this.others = new OtherLanguages(this.settings);
    this.findings = new Findings(this);
  }

  /** Throws before the client has said what it is. */
  get client(): Client {
    if (!this.told) throw new Error("not initialized");
    return this.told;
  }

  kindOf(source: OpenDocument): Kind | undefined {
    return kindOf(source, this.settings.of(source.uri).languages);
  }

  /** Whether a sysctl file is for the host that the server runs on. */
  isForHost(source: OpenDocument): boolean {
    return this.documents.isForHost(source, fileOf(source.uri));
  }

  /** Answers from now on. `version` is what it says of itself. */
  listen(version: string): void {
    const { connection } = this;
    connection.onInitialize((params): InitializeResult => {
      this.told = clientOf(params.capabilities);
      this.folders.start(params);
      this.settings.take(params.initializationOptions);
      this.gate.open();
      this.trees.lookSoon(0);
      return {
        serverInfo: { name: "conntrack-planner", version },
        capabilities: {
          positionEncoding: "utf-16",
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
          ...capabilitiesOf(),
        },
      };
    });
    connection.onInitialized(() => void this.begin());
    connection.onShutdown(() => {
      this.gate.close();
      this.trees.dispose();
      this.findings.dispose();
    });
    connection.onDidChangeConfiguration(({ settings }) => void this.configure(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      // What is open is known better from its editor.
      if (changes.some(({ uri, type }) => type !== FileChangeType.Changed || !this.open.get(uri))) this.trees.lookSoon();
    });
    this.open.listen(connection, {
      opened: (source) => {
        this.trees.meet(source);
        this.findings.settle(source);
      },
      changed: (source) => this.findings.settleSoon(source),
      saved: (source) => this.trees.meet(source),
      closed: (source) => {
        this.documents.forget(source.uri);
        this.findings.close(source);
        // What was not saved is gone: the file has the last word.
        if (this.trees.hostOf(source.uri)) this.trees.lookSoon();
      },
    });
    for (const feature of FEATURES) feature.register(this);
    // The library would say the name back as it came.
    connection.onRequest((method) => new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${visible(method)}`));
    connection.listen();
  }

  private async begin(): Promise<void> {
    const { connection, client } = this;
    if (client.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        this.folders.change(added, removed);
        void this.configure(undefined);
        this.trees.lookSoon(0);
      });
    }
    if (client.watchesFiles) {
      const watchers = [TREE_PATTERN, KUBE_PROXY_PATTERN, "**/*.sysctl"].map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    }
    if (client.configuration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "conntrack" }).catch(() => undefined);
      await this.settings.ask(connection);
      this.apply();
    }
    const progress = client.progress && this.folders.all().length > 0 ? await connection.window.createWorkDoneProgress() : undefined;
    progress?.begin("Conntrack: reading sysctl.d and related folders");
    await this.trees.ready();
    progress?.done();
  }

  private async configure(sent: unknown): Promise<void> {
    if (this.client.configuration) await this.settings.ask(this.connection);
    else if (sent !== undefined && sent !== null) this.settings.take(sent);
    this.apply();
  }

  /** Settings may be others now. */
  private apply(): void {
    this.documents.forgetSettings();
    this.others.forgetSettings();
    this.trees.judgeAgain(() => true);
    this.findings.configured();
  }
}

/** What throws is a mistake of ours: it is noted where the client keeps such notes. */
function guardOf(connection: Connection): Guard {
  const report = (what: string, error: unknown): void => {
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  return {
    report,
    run: (what, work) => {
      try {
        return work();
      } catch (error) {
        report(what, error);
        return undefined;
      }
    },
  };
}
