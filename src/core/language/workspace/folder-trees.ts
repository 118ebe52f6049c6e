// The trees of a workspace's folders, each one configuration: read, judged, and judged again when a text in them changes.
// Knows no editor and no clock: whoever owns it says when to look.
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { KubeProxyReader } from "../../boot/other-programs/kube-proxy.ts";
import type { Reading, TreePort } from "../../boot/tree/port.ts";
import type { Root } from "../../boot/tree/roots.ts";
import type { Tree, TreeFile } from "../../boot/tree/tree.ts";
import type { HostPart } from "../../rules/engine/host-part.ts";
import type { FileFindings } from "../../rules/engine/lint-host.ts";
import { LIMITS, TOO_MUCH } from "../../text/limits.ts";
import { type Address, type Guard, type OpenText, textOf } from "./address.ts";
import type { FileSettings } from "./file-settings.ts";
import { keepReadings, membersOf, otherFile } from "./tree-files.ts";

type Engine = typeof import("./tree-engine.ts");

/** A tree's files, and where each of them is. */
export interface PlacedPort<A> extends TreePort {
  /** Undefined where the root has no such place. */
  uriOf(path: string): A | undefined;
}

export interface FolderTree<A extends Address, P extends PlacedPort<A>> {
  readonly folder: A;
  readonly root: Root;
  readonly port: P;
  tree: Tree;
  configuration: HostConfiguration;
  files: readonly FileFindings[];
  /** All files of the tree, by their address. */
  members: ReadonlyMap<string, TreeFile>;
  /** Files that were judged or have a finding, by their address. */
  byUri: ReadonlyMap<string, FileFindings>;
}

type Place<A> = { readonly folder: A; readonly root: Root };

/** What an editor knows of its folders. */
export interface Workspace<A extends Address, P extends PlacedPort<A>> {
  find(): Promise<readonly Place<A>[]>;
  open(place: Place<A>): Promise<P>;
  /** Configurations of kube-proxy, with the path that each has. */
  kubeProxy(): Promise<readonly { readonly uri: A; readonly path: string; readonly read: () => Promise<Reading> }[]>;
  /** Loads what reads them; without one, they are listed as not read. */
  readonly kubeProxyReader?: () => Promise<KubeProxyReader>;
  settings(folder: A): FileSettings;
  texts(): Iterable<OpenText>;
  /** Makes what is awaited between two trees, so that others are answered meanwhile. */
  slices(): { pause(): Promise<void> };
  /** What stands in an open document asks for another look. */
  lookAgain(): void;
}

export interface Judged<A extends Address, P extends PlacedPort<A>> {
  readonly host: FolderTree<A, P>;
  /** Addresses of files that had findings before and are no longer part of the tree. */
  readonly gone: readonly string[];
}

export class FolderTrees<A extends Address, P extends PlacedPort<A>> {
  private readonly workspace: Workspace<A, P>;
  private readonly guard: Guard;
  private readonly judged: (judged: Judged<A, P>) => void;
  private hosts: readonly FolderTree<A, P>[] = [];
  private kubeProxy: readonly { readonly file: TreeFile; readonly uri: A }[] = [];
  /** Loaded with the first configuration of kube-proxy. */
  private reader: KubeProxyReader | undefined;
  /** Loaded with the first tree: there is one wherever there is a tree. */
  private engine: Engine | undefined;
  private rounds = 0;

  /** `judged` is told of each tree that was judged anew: all of its files, open or not. */
  constructor(workspace: Workspace<A, P>, guard: Guard, judged: (judged: Judged<A, P>) => void) {
    this.workspace = workspace;
    this.guard = guard;
    this.judged = judged;
  }

  all(): readonly FolderTree<A, P>[] {
    return this.hosts;
  }

  hostOf(uri: Address): FolderTree<A, P> | undefined {
    return this.hosts.find((host) => host.members.has(uri.toString()));
  }

  /** What rules and hovers may know of the tree that a document is a part of, with the document as it stands now. */
  partOf(source: OpenText): HostPart | undefined {
    this.takeText(source);
    const host = this.hostOf(source.uri);
    const file = host?.members.get(source.uri.toString());
    return host && file ? { configuration: host.configuration, home: file.real ?? file.path } : undefined;
  }

  /** What was found in a file when its tree was judged last; undefined where no tree tells of it. */
  findingsOf(uri: Address): FileFindings | undefined {
    const name = uri.toString();
    // A tree also tells of configurations of kube-proxy beside it.
    return (this.hostOf(uri) ?? this.hosts.find(({ byUri }) => byUri.has(name)))?.byUri.get(name);
  }

  /** What was found in a document as it stands now; undefined where it is in no tree. */
  findingsIn(source: OpenText): FileFindings | undefined {
    this.takeText(source);
    const found = this.findingsOf(source.uri);
    // An editor's offsets have no byte-order mark.
    return found?.document.text === source.getText() ? found : undefined;
  }

  /** Where a file that a tree speaks of is. */
  uriOf(host: FolderTree<A, P>, path: string): A | undefined {
    return this.kubeProxy.find(({ file }) => file.path === path)?.uri ?? host.port.uriOf(path);
  }

  /** Finds and reads all trees. A later round overtakes an earlier one. */
  async look(): Promise<void> {
    const round = ++this.rounds;
    const isOver = (): boolean => round !== this.rounds;
    const [found, proxies] = await Promise.all([this.workspace.find(), this.workspace.kubeProxy()]);
    const kubeProxy = proxies.map(async ({ uri, path, read }, index) => {
      const reading: Reading = index < LIMITS.kubeProxyFiles ? await read() : { problem: "too-large", reason: TOO_MUCH.kubeProxyFiles };
      return { file: otherFile(uri.toString(), path, reading), uri };
    });
    this.kubeProxy = await Promise.all(kubeProxy);
    const slices = this.workspace.slices();
    const hosts: FolderTree<A, P>[] = [];
    for (const place of found) {
      await slices.pause();
      if (isOver()) return;
      try {
        hosts.push(await this.read(place, slices));
      } catch (error) {
        this.guard.report(`reading ${place.root.path || "the folder"}`, error);
      }
    }
    if (isOver()) return;
    const before = this.hosts;
    this.hosts = hosts;
    for (const host of hosts) {
      await slices.pause();
      // A later round has read them anew, and judges them.
      if (isOver()) return;
      this.judge(host, host.tree, before.find((one) => isSame(one, host))?.byUri);
    }
    for (const host of before) {
      if (!hosts.some((one) => isSame(one, host)))
        this.judged({ host: { ...host, files: [], members: new Map(), byUri: new Map() }, gone: [...host.byUri.keys()] });
    }
    // What was typed while the files were read.
    for (const source of this.workspace.texts()) this.takeText(source);
  }

  /** Reads one tree, without what lies beside it in the workspace, and judges nothing of it. */
  async read(place: Place<A>, slices = this.workspace.slices()): Promise<FolderTree<A, P>> {
    const known = this.hosts.find((host) => isSame(host, place));
    const port = known?.port ?? (await this.workspace.open(place));
    const engine = this.engine ?? (await import("./tree-engine.ts"));
    this.engine = engine;
    const tree = keepReadings(await engine.readTree(port, { pause: () => slices.pause(), isKept: true }), known?.tree);
    if (this.lacksReader(engine, tree)) this.reader = await this.workspace.kubeProxyReader?.();
    const configuration = this.configurationOf(engine, place.folder, tree);
    return { ...place, port, tree, configuration, files: [], members: new Map(), byUri: new Map() };
  }

  /** With other settings. */
  judgeAgain(concerns: (folder: A) => boolean): void {
    for (const host of this.hosts) if (concerns(host.folder)) this.judge(host, host.tree);
  }

  /** The text of an open document takes the place of what was read, at once. */
  takeText(source: OpenText): void {
    const host = this.hostOf(source.uri);
    const known = host?.members.get(source.uri.toString());
    const { engine } = this;
    if (!engine || !host || !known || source.isClosed) return;
    if (source.lineCount > LIMITS.lines) return;
    const text = textOf(source);
    if (known.reading.problem === undefined && known.reading.text === text) return;
    const tree = engine.withText(host.tree, known.real ?? known.path, text);
    this.judge(host, tree);
    // The next look loads it.
    if (this.lacksReader(engine, tree)) this.workspace.lookAgain();
  }

  private lacksReader({ kubeProxyConfigurations }: Engine, tree: Tree): boolean {
    if (this.reader || !this.workspace.kubeProxyReader) return false;
    return kubeProxyConfigurations(tree, this.moreFiles()).length > 0;
  }

  /** But those that are members of a tree, which reads them itself. */
  private moreFiles(members?: ReadonlyMap<string, TreeFile>): readonly TreeFile[] {
    return this.kubeProxy.flatMap(({ file, uri }) => (members?.has(uri.toString()) ? [] : file));
  }

  private configurationOf({ effective }: Engine, folder: A, tree: Tree, more: readonly TreeFile[] = []): HostConfiguration {
    const { target, program } = this.workspace.settings(folder);
    return effective(tree, { target, applier: program, more, ...(this.reader && { kubeProxy: this.reader }) });
  }

  private judge(host: FolderTree<A, P>, tree: Tree, before = host.byUri): void {
    const { engine } = this;
    if (!engine) return;
    this.guard.run("configuration", () => {
      const { severities, memoryShare } = this.workspace.settings(host.folder);
      host.tree = tree;
      host.members = this.placed(host, membersOf(tree), (file) => file);
      host.configuration = this.configurationOf(engine, host.folder, tree, this.moreFiles(host.members));
      host.files = engine.lintHost(host.configuration, {
        ...(severities && { severities }),
        ...(memoryShare !== undefined && { memoryShare }),
      });
      host.byUri = this.placed(host, host.files, ({ file }) => file);
      this.judged({ host, gone: [...before.keys()].filter((uri) => !host.byUri.has(uri)) });
    });
  }

  private placed<T>(host: FolderTree<A, P>, all: readonly T[], fileOf: (one: T) => TreeFile): ReadonlyMap<string, T> {
    const byUri = new Map<string, T>();
    for (const one of all) {
      const file = fileOf(one);
      const uri = this.uriOf(host, file.real ?? file.path);
      if (uri) byUri.set(uri.toString(), one);
    }
    return byUri;
  }
}

function isSame(a: Place<Address>, b: Place<Address>): boolean {
  return a.folder.toString() === b.folder.toString() && a.root.path === b.root.path && a.root.stands === b.root.stands;
}
