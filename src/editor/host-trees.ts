// The trees of the workspace: when they are looked for, read and judged again.
import { Disposable, EventEmitter, type TextDocument, Uri, workspace } from "vscode";
import { findRoots, type KubeProxyReader, type Root } from "../core/boot/index.ts";
import {
  type EmbeddedDocument,
  type EmbeddedKind,
  type FolderTree,
  FolderTrees,
  formsTree,
  type Judged,
  KUBE_PROXY_PATTERN,
  TREE_PATTERN,
  type Workspace,
} from "../core/language/index.ts";
import { findFiles } from "./find-files.ts";
import type { Log } from "./log.ts";
import { tellCut } from "./not-read.ts";
import type { SettingsReader } from "./settings.ts";
import { Slices } from "./slices.ts";
import { SECTION } from "./switches.ts";
import type { ReadInside, WorkspaceReader } from "./workspace-files.ts";
import { type OpenRoot, WorkspacePort } from "./workspace-port.ts";

/** Long enough to finish a word, short enough to feel at once. Milliseconds. */
const DELAY = 150;

export type HostTree = FolderTree<Uri, WorkspacePort>;
export type JudgedTree = Judged<Uri, WorkspacePort>;

/** What an extension host with Node hands in. */
export interface Machine {
  /** Reads a folder of this machine with its links. */
  readonly openRoot: OpenRoot;
  readonly readInside: ReadInside;
  /** Where the files of the running system are; undefined where it is no Linux. */
  readonly machineRoot: string | undefined;
  readonly loadReaders: LoadReaders;
}

/** Loads what reads YAML, shell and the other languages. */
export type LoadReaders = () => Promise<{
  readonly kubeProxyConfiguration: KubeProxyReader;
  readonly readEmbedded: (text: string, kind: EmbeddedKind) => EmbeddedDocument;
}>;

export class HostTrees extends FolderTrees<Uri, WorkspacePort> implements Disposable {
  private readonly machine: Machine | undefined;
  private readonly log: Log;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looks = 0;
  private found: () => void = () => {};
  /** Kept once the trees have been read for the first time: a command may come before. */
  readonly known = new Promise<void>((resolve) => {
    this.found = resolve;
  });
  private readonly textTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listening: Disposable;

  /** A tree was judged anew: all of its files, open or not. */
  readonly onDidJudge: EventEmitter<JudgedTree>["event"];

  constructor(machine: Machine | undefined, files: WorkspaceReader, settings: SettingsReader, log: Log) {
    const judged = new EventEmitter<JudgedTree>();
    super({ ...workspaceOf(machine, files, settings), lookAgain: () => this.lookSoon() }, log, (one) => judged.fire(one));
    this.onDidJudge = judged.event;
    this.machine = machine;
    this.log = log;
    const watchers = [TREE_PATTERN, KUBE_PROXY_PATTERN].map((pattern) => workspace.createFileSystemWatcher(pattern));
    this.listening = Disposable.from(
      judged,
      ...watchers,
      ...watchers.flatMap((watcher) => [
        watcher.onDidCreate(() => this.lookSoon()),
        watcher.onDidDelete(() => this.lookSoon()),
        watcher.onDidChange((uri) => {
          // Of a kube-proxy configuration outside of all trees, nobody takes the text as it is typed.
          if (!isOpen(uri) || !this.hostOf(uri)) this.lookSoon();
        }),
      ]),
      workspace.onDidCreateFiles(() => this.lookSoon()),
      workspace.onDidDeleteFiles(() => this.lookSoon()),
      workspace.onDidRenameFiles(() => this.lookSoon()),
      workspace.onDidChangeWorkspaceFolders(() => this.lookSoon()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.takeTextSoon(document);
      }),
      workspace.onDidOpenTextDocument((source) => this.meet(source)),
      workspace.onDidSaveTextDocument((source) => this.meet(source)),
      // What was not saved is gone: the file has the last word.
      workspace.onDidCloseTextDocument((source) => {
        if (this.hostOf(source.uri)) this.lookSoon();
      }),
      workspace.onDidChangeConfiguration((event) => {
        this.judgeAgain((folder) => event.affectsConfiguration(SECTION, folder));
      }),
    );
    this.lookSoon(0);
  }

  /** Reads the system that this runs on, anew each time; undefined where that is no Linux, or out of reach. */
  readMachine(): Promise<HostTree> | undefined {
    const root = this.machine?.machineRoot;
    return root === undefined ? undefined : this.read({ folder: Uri.file(root), root: { path: "", stands: "system" } });
  }

  private lookSoon(delay = DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lookNow(), delay);
  }

  private async lookNow(): Promise<void> {
    this.looks++;
    try {
      await this.look();
    } catch (error) {
      this.log.report("reading configuration trees in the workspace", error);
    }
    // A look that a later one has overtaken has found nothing.
    if (--this.looks === 0) this.found();
  }

  private takeTextSoon(source: TextDocument): void {
    if (!this.hostOf(source.uri)) return;
    const key = source.uri.toString();
    clearTimeout(this.textTimers.get(key));
    this.textTimers.set(
      key,
      setTimeout(() => this.takeText(source), DELAY),
    );
  }

  /** A watcher misses what is made in a folder that is itself new: a file of a tree that nobody knows is a reason to look. */
  private meet(source: TextDocument): void {
    if (this.hostOf(source.uri)) this.takeText(source);
    else if (formsTree(source.uri.path) && workspace.getWorkspaceFolder(source.uri)) this.lookSoon();
  }

  dispose(): void {
    this.listening.dispose();
    clearTimeout(this.timer);
    this.found();
    for (const timer of this.textTimers.values()) clearTimeout(timer);
  }
}

function workspaceOf(
  machine: Machine | undefined,
  files: WorkspaceReader,
  settings: SettingsReader,
): Omit<Workspace<Uri, WorkspacePort>, "lookAgain"> {
  return {
    find: findTrees,
    open: ({ folder, root }) => WorkspacePort.open(folder, root, machine?.openRoot),
    kubeProxy: async () => (await findFiles(KUBE_PROXY_PATTERN)).map((uri) => ({ uri, path: uri.path, read: () => files.read(uri) })),
    ...(machine && { kubeProxyReader: async () => (await machine.loadReaders()).kubeProxyConfiguration }),
    settings: (folder) => settings.read(folder),
    texts: () => workspace.textDocuments,
    slices: () => new Slices(),
  };
}

async function findTrees(): Promise<readonly { readonly folder: Uri; readonly root: Root }[]> {
  const found = await findFiles(TREE_PATTERN);
  tellCut(found);
  return (workspace.workspaceFolders ?? []).flatMap(({ uri: folder }) => {
    const prefix = `${folder.path.replace(/\/$/, "")}/`;
    const paths = found
      .filter((uri) => uri.authority === folder.authority && uri.path.startsWith(prefix))
      .map((uri) => uri.path.slice(prefix.length));
    return findRoots(paths).map((root) => ({ folder, root }));
  });
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some((source) => !source.isClosed && source.uri.toString() === uri.toString());
}
