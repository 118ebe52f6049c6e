// The trees of the client's folders: when they are looked for, read and judged again.
import { join } from "node:path";
import { findRoots } from "../core/boot/index.ts";
import { FolderTrees, formsTree, type Guard, type Judged, TOO_MUCH } from "../core/language/index.ts";
import { readInside } from "../linux/index.ts";
import { addressOf, nameOf } from "./addresses.ts";
import { type FoundFiles, findFiles } from "./find-files.ts";
import { type FolderPort, openFolder } from "./folder-port.ts";
import type { Folder, Folders } from "./folders.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";
import type { ClientSettings } from "./settings.ts";

/** Long enough to finish a word, short enough to feel at once. Milliseconds. */
const DELAY = 150;

/** What the latest walk found. */
interface Latest {
  found: readonly Found[];
}

type Found = { readonly folder: Folder; readonly files: FoundFiles };

export class Trees extends FolderTrees<string, FolderPort> {
  private readonly folders: Folders;
  private readonly reporter: Pick<Guard, "report">;
  private readonly latest: Latest;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looks = 0;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    folders: Folders,
    documents: OpenDocuments,
    settings: ClientSettings,
    guard: Guard,
    judged: (judged: Judged<string, FolderPort>) => void,
  ) {
    const latest: Latest = { found: [] };
    super(
      {
        find: async () => latest.found.flatMap(({ folder, files }) => findRoots(files.tree).map((root) => ({ folder: folder.uri, root }))),
        open: ({ folder, root }) => openFolder(folder, root, documents),
        kubeProxy: async () =>
          latest.found.flatMap(({ folder, files }) =>
            files.kubeProxy.map((below) => {
              const path = join(folder.path, below);
              return { uri: addressOf(path), path: below, read: async () => readInside(folder.path, path) };
            }),
          ),
        kubeProxyReader: async () => (await import("../core/embedded/index.ts")).kubeProxyConfiguration,
        lookAgain: () => this.lookSoon(),
        settings: (folder) => settings.of(folder),
        texts: () => documents,
        slices: () => ({ pause: () => new Promise((resolve) => setImmediate(resolve)) }),
      },
      guard,
      judged,
    );
    this.latest = latest;
    this.folders = folders;
    this.reporter = guard;
  }

  /** Waits until what is known to have changed has been read. */
  async ready(): Promise<void> {
    if (this.timer !== undefined) void this.lookNow();
    for (let seen: Promise<void> | undefined; seen !== this.looking; ) {
      seen = this.looking;
      await seen;
    }
  }

  /** Sysctl files of the folders, in trees or not, by the folder that each lies in. */
  *sysctlFiles(): Generator<{ readonly folder: Folder; readonly path: string }> {
    for (const { folder, files } of this.latest.found) for (const below of files.sysctl) yield { folder, path: join(folder.path, below) };
  }

  lookSoon(delay = DELAY): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lookNow(), delay);
  }

  private lookNow(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const number = ++this.looks;
    const isOver = (): boolean => number !== this.looks;
    const round = async (): Promise<void> => {
      const found: Found[] = [];
      for (const folder of this.folders.all()) found.push({ folder, files: await findFiles(folder.path, isOver) });
      if (isOver()) return;
      this.latest.found = found;
      if (found.some(({ files }) => files.isCut)) this.reporter.report("reading configuration trees", TOO_MUCH.treeFiles);
      await this.look();
    };
    this.looking = round().catch((error: unknown) => this.reporter.report("reading configuration trees", error));
    return this.looking;
  }

  /** A document was opened or saved: a file of a tree that nobody knows is a reason to look. */
  meet(source: OpenDocument): void {
    if (this.hostOf(source.uri)) this.takeText(source);
    else if (formsTree(nameOf(source.uri)) && this.folders.of(source.uri)) this.lookSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.looks++;
  }
}
