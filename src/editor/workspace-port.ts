// Reads a tree of the workspace for the core: open documents before files.
import { FilePermission, FileType, l10n, type TextDocument, Uri, workspace } from "vscode";
import {
  type EntryKind,
  type LinkTarget,
  type Listing,
  pathInRoot,
  type Reading,
  type Root,
  systemPort,
  type TreePort,
  withOpenTexts,
} from "../core/boot/index.ts";
import { LIMITS, type PlacedPort, TOO_MUCH, textOf } from "../core/language/index.ts";
import { readWhole } from "./workspace-files.ts";

/** Opens a folder of this machine, inside another one, as a root with links; only where Node runs. Throws where it leads out. */
export type OpenRoot = (folder: string, within: string) => Promise<TreePort>;

const MISSING: Reading = { problem: "missing", reason: l10n.t("no such file") };

export class WorkspacePort implements PlacedPort<Uri> {
  private readonly folder: Uri;
  private readonly root: Root;
  private readonly uris = new Map<string, Uri>();
  private readonly linked: TreePort | undefined;
  /** Absent where links cannot be told. */
  readonly linkTarget?: (path: string) => Promise<LinkTarget>;
  readonly canWrite: (path: string) => Promise<boolean>;
  readonly read: TreePort["read"];
  readonly readListed?: NonNullable<TreePort["readListed"]>;

  private constructor(folder: Uri, root: Root, linked: TreePort | undefined) {
    this.folder = folder;
    this.root = root;
    this.linked = linked;
    if (linked?.linkTarget) this.linkTarget = linked.linkTarget;
    this.canWrite = async (path) => this.isWritable(path, linked?.canWrite);
    const { read, readListed } = withOpenTexts(linked ?? { read: (path) => this.readFile(path) }, (path) => this.openText(path));
    this.read = read;
    if (readListed) this.readListed = readListed;
  }

  static async open(folder: Uri, root: Root, openRoot: OpenRoot | undefined): Promise<WorkspacePort> {
    const place = root.path === "" ? folder : Uri.joinPath(folder, root.path);
    const linked = folder.scheme === "file" ? await openRoot?.(place.fsPath, folder.fsPath) : undefined;
    return new WorkspacePort(folder, root, linked && systemPort(linked, root));
  }

  /** Where a path of the system is in the workspace; undefined where the root has no such place. */
  uriOf(path: string): Uri | undefined {
    const known = this.uris.get(path);
    if (known) return known;
    const below = pathInRoot(this.root, path);
    const uri = below === undefined ? undefined : Uri.joinPath(this.folder, below);
    if (uri) this.uris.set(path, uri);
    return uri;
  }

  async list(path: string): Promise<Listing | undefined> {
    if (this.linked) return this.linked.list(path);
    const uri = this.uriOf(path);
    if (!uri) return undefined;
    try {
      const entries = await workspace.fs.readDirectory(uri);
      return { path, entries: entries.map(([name, type]) => ({ name, kind: kindOf(type) })) };
    } catch {
      return undefined;
    }
  }

  private openText(path: string): Reading | undefined {
    const uri = this.uriOf(path);
    const open = uri && openDocument(uri);
    if (!open) return undefined;
    return open.lineCount > LIMITS.lines ? { problem: "too-large", reason: TOO_MUCH.lines } : { text: textOf(open) };
  }

  private readFile(path: string): Reading | Promise<Reading> {
    const uri = this.uriOf(path);
    return uri ? readWhole(uri) : MISSING;
  }

  private async isWritable(path: string, ask: TreePort["canWrite"]): Promise<boolean> {
    const uri = this.uriOf(path);
    if (!uri || workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
    if (ask && !(await ask(path))) return false;
    const permissions = await workspace.fs.stat(uri).then(
      (stat) => stat.permissions ?? 0,
      () => 0,
    );
    return (permissions & FilePermission.Readonly) === 0;
  }
}

function kindOf(type: FileType): EntryKind {
  if (type & FileType.SymbolicLink) return "link";
  return type & FileType.Directory ? "folder" : type & FileType.File ? "file" : "other";
}

function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((source) => !source.isClosed && source.uri.toString() === uri.toString());
}
