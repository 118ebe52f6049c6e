// The folders that the client works in.
import { sep } from "node:path";
import type { InitializeParams, WorkspaceFolder } from "vscode-languageserver/node";
import { addressOf, canonical, fileOf } from "./addresses.ts";

export interface Folder {
  /** In the one spelling. */
  readonly uri: string;
  /** As the client writes it. */
  readonly written: string;
  /** On this machine. */
  readonly path: string;
}

export class Folders {
  private folders: readonly Folder[] = [];

  all(): readonly Folder[] {
    return this.folders;
  }

  /** The innermost that a document lies in. */
  of(uri: string): Folder | undefined {
    const path = fileOf(uri);
    if (path === undefined) return undefined;
    let found: Folder | undefined;
    for (const folder of this.folders) if (isBelow(folder.path, path) && folder.path.length > (found?.path.length ?? -1)) found = folder;
    return found;
  }

  /** As a client names them when it comes; older ones have a root only. */
  start({ workspaceFolders, rootUri, rootPath }: InitializeParams): void {
    const root = rootUri ?? (typeof rootPath === "string" ? addressOf(rootPath) : undefined);
    this.folders = (workspaceFolders ?? (root === undefined ? [] : [{ uri: root, name: "" }])).flatMap(folderOf);
  }

  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => canonical(uri)));
    const kept = this.folders.filter(({ uri }) => !gone.has(uri));
    this.folders = [...kept, ...added.flatMap(folderOf).filter(({ uri }) => !kept.some((one) => one.uri === uri))];
  }
}

function folderOf({ uri: written }: WorkspaceFolder): readonly Folder[] {
  const path = fileOf(written);
  return path === undefined
    ? []
    : [{ uri: canonical(written), written, path: path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path }];
}

function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
