// The trees of the workspace, each one configuration: found, read, judged, and judged again when anything in them changes.
import { Disposable, EventEmitter, type TextDocument, Uri, workspace } from "vscode";
import {
  effective,
  findRoots,
  type HostConfiguration,
  type KubeProxyReader,
  kubeProxyConfigurations,
  type Reading,
  type Root,
  readTree,
  type Tree,
  type TreeFile,
  withText,
} from "../core/boot/index.ts";
import { type FileFindings, type HostPart, LIMITS, lintHost, TOO_MUCH } from "../core/language/index.ts";
import { findFiles } from "./find-files.ts";
import type { Log } from "./log.ts";
import { applierFor, SECTION, type SettingsReader } from "./settings.ts";
import { Slices } from "./slices.ts";
import type { ReadInside, WorkspaceReader } from "./workspace-files.ts";
import { type OpenRoot, textOf, WorkspacePort } from "./workspace-port.ts";

/** Files that form a tree, or that decide in one. */
const FILES = "**/{sysctl.d,modprobe.d,modules-load.d}/*";
const MORE_FILES = "**/etc/{sysctl.conf,modules,ufw/sysctl.conf,openwrt_release,alpine-release,os-release,default/grub}";
const IN_TREE = /\/(?:sysctl|modprobe|modules-load)\.d\/[^/]+$/;
/** Wherever they are: a configuration of kube-proxy raises the limits of every machine it runs on. */
const KUBE_PROXY = "**/*kube-proxy*.{yaml,yml,conf}";

/** Nobody has more of them; each may have some megabytes. */
const MOST_KUBE_PROXY = 100;

/** Long enough to finish a word, short enough to feel at once. Milliseconds. */
const DELAY = 150;

export interface HostTree {
  readonly folder: Uri;
  readonly root: Root;
  readonly port: WorkspacePort;
  tree: Tree;
  configuration: HostConfiguration;
  files: readonly FileFindings[];
  /** All files of the tree, by their address. */
  members: ReadonlyMap<string, TreeFile>;
  /** Files that were judged or have a finding, by their address. */
  byUri: ReadonlyMap<string, FileFindings>;
}

/** What an extension host with Node hands in. */
export interface Machine {
  /** Reads a folder of this machine with its links. */
  readonly openRoot: OpenRoot;
  readonly readInside: ReadInside;
  /** Where the files of the running system are; undefined where it is no Linux. */
  readonly machineRoot: string | undefined;
  /** Loads what reads configurations of kube-proxy. */
  readonly kubeProxyReader: () => Promise<KubeProxyReader>;
}

export interface JudgedTree {
  readonly host: HostTree;
  /** Files that had findings before and are no longer part of the tree. */
  readonly gone: readonly Uri[];
}

export class HostTrees implements Disposable {
  private readonly machine: Machine | undefined;
  private readonly files: WorkspaceReader;
  private readonly settings: SettingsReader;
  private readonly log: Log;
  private hosts: readonly HostTree[] = [];
  private kubeProxy: readonly { readonly file: TreeFile; readonly uri: Uri }[] = [];
  /** Loaded with the first configuration of kube-proxy; a web host has none, and lists them as not read. */
  private reader: KubeProxyReader | undefined;
  private readonly judged = new EventEmitter<JudgedTree>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private rounds = 0;
  private readonly textTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listening: Disposable;

  /** A tree was judged anew: all of its files, open or not. */
  readonly onDidJudge = this.judged.event;

  constructor(machine: Machine | undefined, files: WorkspaceReader, settings: SettingsReader, log: Log) {
    this.machine = machine;
    this.files = files;
    this.settings = settings;
    this.log = log;
    const watchers = [FILES, MORE_FILES, KUBE_PROXY].map((pattern) => workspace.createFileSystemWatcher(pattern));
    this.listening = Disposable.from(
      this.judged,
      ...watchers,
      ...watchers.flatMap((watcher) => [
        watcher.onDidCreate(() => this.lookSoon()),
        watcher.onDidDelete(() => this.lookSoon()),
        watcher.onDidChange((uri) => {
          if (!isOpen(uri)) this.lookSoon();
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
        for (const host of this.hosts) if (event.affectsConfiguration(SECTION, host.folder)) this.judge(host, host.tree);
      }),
    );
    this.lookSoon(0);
  }

  all(): readonly HostTree[] {
    return this.hosts;
  }

  /** Reads the system that this runs on, anew each time; undefined where that is no Linux, or out of reach. */
  readMachine(): Promise<HostTree> | undefined {
    const root = this.machine?.machineRoot;
    return root === undefined ? undefined : this.read(Uri.file(root), { path: "", stands: "system" });
  }

  get hasMachine(): boolean {
    return this.machine?.machineRoot !== undefined;
  }

  hostOf(uri: Uri): HostTree | undefined {
    return this.hosts.find((host) => host.members.has(uri.toString()));
  }

  /** What rules and hovers may know of the tree that a document is a part of, with the document as it stands now. */
  partOf(source: TextDocument): HostPart | undefined {
    this.takeText(source);
    const host = this.hostOf(source.uri);
    const file = host?.members.get(source.uri.toString());
    return host && file ? { configuration: host.configuration, home: file.real ?? file.path } : undefined;
  }

  /** What was found in a file when its tree was judged last; undefined where it is in no tree. */
  findingsOf(uri: Uri): FileFindings | undefined {
    return this.hostOf(uri)?.byUri.get(uri.toString());
  }

  /** What was found in a document as it stands now; undefined where it is in no tree. */
  findingsIn(source: TextDocument): FileFindings | undefined {
    this.takeText(source);
    const found = this.hostOf(source.uri)?.byUri.get(source.uri.toString());
    // The editor's offsets have no byte-order mark.
    return found?.document.text === source.getText() ? found : undefined;
  }

  /** Where a file that a tree speaks of is. */
  uriOf(host: HostTree, path: string): Uri | undefined {
    return this.kubeProxy.find(({ file }) => file.path === path)?.uri ?? host.port.uriOf(path);
  }

  private lookSoon(delay = DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.look().catch((error: unknown) => this.log.report("reading the trees of the workspace", error));
    }, delay);
  }

  /** Finds and reads all trees. A later round overtakes an earlier one. */
  private async look(): Promise<void> {
    const round = ++this.rounds;
    const found = await findTrees();
    const proxies = (await findFiles(KUBE_PROXY)).slice(0, MOST_KUBE_PROXY);
    this.kubeProxy = await Promise.all(proxies.map((uri) => readKubeProxy(uri, this.files)));
    const slices = new Slices();
    const hosts: HostTree[] = [];
    for (const { folder, root } of found) {
      await slices.pause();
      if (round !== this.rounds) return;
      try {
        hosts.push(await this.read(folder, root));
      } catch (error) {
        this.log.report(`reading ${root.path || "the folder"}`, error);
      }
    }
    if (round !== this.rounds) return;
    const before = this.hosts;
    this.hosts = hosts;
    for (const host of hosts) {
      await slices.pause();
      // A later round has read them anew, and judges them.
      if (round !== this.rounds) return;
      const known = before.find((one) => isSame(one, host));
      this.judge(host, host.tree, known?.byUri);
    }
    for (const host of before) {
      if (!hosts.some((one) => isSame(one, host)))
        this.judged.fire({ host: { ...host, files: [], members: new Map(), byUri: new Map() }, gone: urisOf(host) });
    }
    // What was typed while the files were read.
    for (const source of workspace.textDocuments) this.takeText(source);
  }

  private async read(folder: Uri, root: Root): Promise<HostTree> {
    const known = this.hosts.find((host) => isSame(host, { folder, root }));
    const port = known?.port ?? (await WorkspacePort.open(folder, root, this.machine?.openRoot));
    const tree = keepReadings(await readTree(port), known?.tree);
    if (this.lacksReader(tree)) this.reader = await this.machine?.kubeProxyReader();
    return { folder, root, port, tree, configuration: this.configurationOf(folder, tree), files: [], members: new Map(), byUri: new Map() };
  }

  private lacksReader(tree: Tree): boolean {
    return !this.reader && this.machine !== undefined && kubeProxyConfigurations(tree, this.moreFiles()).length > 0;
  }

  private moreFiles(): readonly TreeFile[] {
    return this.kubeProxy.map(({ file }) => file);
  }

  private configurationOf(folder: Uri, tree: Tree): HostConfiguration {
    const kubeProxy = this.reader && { kubeProxy: this.reader };
    return effective(tree, {
      target: this.settings.read(folder).target,
      applier: applierFor(folder),
      more: this.moreFiles(),
      ...kubeProxy,
    });
  }

  private judge(host: HostTree, tree: Tree, before = host.byUri): void {
    this.log.run("configuration", () => {
      const { severities, memoryShare } = this.settings.read(host.folder);
      host.tree = tree;
      host.configuration = this.configurationOf(host.folder, tree);
      host.files = lintHost(host.configuration, { ...(severities && { severities }), ...(memoryShare !== undefined && { memoryShare }) });
      host.members = new Map(membersOf(tree).flatMap((file) => this.placed(host, file)));
      const byUri = new Map<string, FileFindings>();
      for (const file of host.files) {
        const uri = this.uriOf(host, file.file.real ?? file.file.path);
        if (uri) byUri.set(uri.toString(), file);
      }
      host.byUri = byUri;
      const gone = [...before.keys()].filter((uri) => !byUri.has(uri));
      this.judged.fire({ host, gone: gone.map((uri) => Uri.parse(uri)) });
    });
  }

  private placed(host: HostTree, file: TreeFile): readonly (readonly [string, TreeFile])[] {
    const uri = this.uriOf(host, file.real ?? file.path);
    return uri ? [[uri.toString(), file]] : [];
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
    else if (IN_TREE.test(source.uri.path) && workspace.getWorkspaceFolder(source.uri)) this.lookSoon();
  }

  /** The text of an open document takes the place of what was read, at once. */
  private takeText(source: TextDocument): void {
    const host = this.hostOf(source.uri);
    const known = host?.members.get(source.uri.toString());
    if (!host || !known || source.isClosed) return;
    if (source.lineCount > LIMITS.lines) return;
    const text = textOf(source);
    if (known.reading.problem === undefined && known.reading.text === text) return;
    const tree = withText(host.tree, known.real ?? known.path, text);
    this.judge(host, tree);
    // The next look loads it.
    if (this.lacksReader(tree)) this.lookSoon();
  }

  dispose(): void {
    this.listening.dispose();
    clearTimeout(this.timer);
    for (const timer of this.textTimers.values()) clearTimeout(timer);
  }
}

async function findTrees(): Promise<readonly { readonly folder: Uri; readonly root: Root }[]> {
  const found = [...(await findFiles(FILES)), ...(await findFiles(MORE_FILES))];
  return (workspace.workspaceFolders ?? []).flatMap(({ uri: folder }) => {
    const prefix = `${folder.path.replace(/\/$/, "")}/`;
    const paths = found
      .filter((uri) => uri.authority === folder.authority && uri.path.startsWith(prefix))
      .map((uri) => uri.path.slice(prefix.length));
    return findRoots(paths).map((root) => ({ folder, root }));
  });
}

async function readKubeProxy(uri: Uri, files: WorkspaceReader): Promise<{ readonly file: TreeFile; readonly uri: Uri }> {
  const path = uri.toString();
  const reading = bounded(await files.read(uri));
  return { file: { path, name: uri.path.slice(uri.path.lastIndexOf("/") + 1), real: path, isNull: false, reading }, uri };
}

/** As of any file that another program than those of sysctl reads. */
function bounded(reading: Reading): Reading {
  const isTooLarge = reading.problem === undefined && reading.text.length > LIMITS.smallFileBytes;
  return isTooLarge ? { problem: "too-large", reason: TOO_MUCH.smallFileBytes } : reading;
}

function membersOf(tree: Tree): readonly TreeFile[] {
  return [...tree.files.values(), ...[...tree.folders.values()].flatMap(({ files }) => files)];
}

/** A file with the same text keeps the same reading, and with it all that is known of the text. */
function keepReadings(tree: Tree, before: Tree | undefined): Tree {
  if (!before) return tree;
  const known = new Map<string, Reading>();
  for (const file of membersOf(before)) known.set(file.path, file.reading);
  const kept = (file: TreeFile): TreeFile => {
    const old = known.get(file.path);
    const same = old?.problem === undefined && file.reading.problem === undefined && old?.text === file.reading.text;
    return same && old ? { ...file, reading: old } : file;
  };
  return {
    ...tree,
    files: new Map([...tree.files].map(([path, file]) => [path, kept(file)])),
    folders: new Map([...tree.folders].map(([path, folder]) => [path, { ...folder, files: folder.files.map(kept) }])),
  };
}

function isSame(a: Pick<HostTree, "folder" | "root">, b: Pick<HostTree, "folder" | "root">): boolean {
  return a.folder.toString() === b.folder.toString() && a.root.path === b.root.path && a.root.stands === b.root.stands;
}

function urisOf({ byUri }: HostTree): readonly Uri[] {
  return [...byUri.keys()].map((uri) => Uri.parse(uri));
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some((source) => !source.isClosed && source.uri.toString() === uri.toString());
}
