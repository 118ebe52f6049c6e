// The sysctl files of the workspace: found by name, and read without opening an editor.
import { type CancellationToken, FileType, type Uri, workspace } from "vscode";
import { parse, type Reading, type SysctlDocument, sysctlFileKind } from "../core/index.ts";

/** As on the command line. */
const MOST_BYTES = 50_000_000;

/** Wider than the names that are ours: sysctlFileKind decides. */
export const FILES = "{**/sysctl.conf*,**/*.sysctl*,**/sysctl.d/*}";

/** Settings and templates of settings, but no backups. In the order of their names. */
export async function findSysctlFiles(token?: CancellationToken): Promise<readonly Uri[]> {
  const found = await workspace.findFiles(FILES, undefined, undefined, token);
  return found.filter((uri) => isOurs(uri)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function isOurs(uri: Uri): boolean {
  const kind = sysctlFileKind(uri.path);
  return kind === "plain" || kind === "template";
}

/** Reads a file of a folder, and nothing that a link in it leads out to; only where Node runs. */
export type ReadInside = (folder: string, path: string) => Reading;

/** Reads files that nobody has opened: small ones, and none outside of the workspace. */
export class WorkspaceReader {
  private readonly readInside: ReadInside | undefined;

  constructor(readInside: ReadInside | undefined) {
    this.readInside = readInside;
  }

  /** As programs read it, a byte-order mark included. */
  async read(uri: Uri): Promise<Reading> {
    const folder = workspace.getWorkspaceFolder(uri)?.uri;
    if (!folder) return { problem: "denied", reason: "not in the workspace" };
    if (uri.scheme === "file" && this.readInside) return this.readInside(folder.fsPath, uri.fsPath);
    try {
      const { type, size } = await workspace.fs.stat(uri);
      if ((type & FileType.File) === 0) return { problem: "odd", reason: "not a file" };
      if (size > MOST_BYTES) return { problem: "too-large", reason: "larger than 50 MB, which is the most that is read" };
      return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await workspace.fs.readFile(uri)) };
    } catch {
      return { problem: "missing", reason: "no such file" };
    }
  }

  /** Places in it are the editor's: a byte-order mark is known of, but not in the text. Throws the reason why it is not read. */
  async readSysctl(uri: Uri): Promise<SysctlDocument> {
    const reading = await this.read(uri);
    if (reading.problem !== undefined) throw new Error(reading.reason);
    const byteOrderMark = reading.text.startsWith("\ufeff");
    return parse(byteOrderMark ? reading.text.slice(1) : reading.text, { byteOrderMark });
  }
}
