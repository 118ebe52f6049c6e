// The sysctl files of the workspace: found by name, and read without opening an editor.
import { type CancellationToken, FileType, l10n, type Uri, workspace } from "vscode";
import type { Reading } from "../core/boot/index.ts";
import { LIMITS, parse, type SysctlDocument, sysctlFileKind, TOO_MUCH, tooMuchOf } from "../core/language/index.ts";
import { findFiles } from "./find-files.ts";
import { tellCut } from "./not-read.ts";

/** A file that is more than is read. The message says why in a few words, without its name. */
export class TooMuch extends Error {}

/** Wider than the names that are ours: sysctlFileKind decides. */
export const FILES = "{**/sysctl.conf*,**/*.sysctl*,**/sysctl.d/*}";

/** Settings and templates of settings, but no backups. In the order of their names. */
export async function findSysctlFiles(token?: CancellationToken): Promise<readonly Uri[]> {
  const found = await findFiles(FILES, token);
  tellCut(found);
  return found.filter((uri) => isOurs(uri)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isOurs(uri: Uri): boolean {
  const kind = sysctlFileKind(uri.path);
  return kind === "plain" || kind === "template";
}

/** Reads a file of a folder, and nothing that a link in it leads out to; only where Node runs. */
export type ReadInside = (folder: string, path: string) => Reading;

/** The text of a file that nobody has opened, wherever it is. */
export async function readWhole(uri: Uri): Promise<Reading> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return { problem: "odd", reason: l10n.t("not a file") };
    if (size > LIMITS.closedBytes) return { problem: "too-large", reason: TOO_MUCH.closedBytes };
    const bytes = await workspace.fs.readFile(uri);
    const reason = tooMuchOf(bytes);
    if (reason !== undefined) return { problem: "too-large", reason };
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: "missing", reason: l10n.t("no such file") };
  }
}

/** Reads files that nobody has opened: small ones, and none outside of the workspace. */
export class WorkspaceReader {
  private readonly readInside: ReadInside | undefined;

  constructor(readInside: ReadInside | undefined) {
    this.readInside = readInside;
  }

  /** As programs read it, a byte-order mark included. */
  async read(uri: Uri): Promise<Reading> {
    const folder = workspace.getWorkspaceFolder(uri)?.uri;
    if (!folder) return { problem: "denied", reason: l10n.t("not in the workspace") };
    if (uri.scheme === "file" && this.readInside) return this.readInside(folder.fsPath, uri.fsPath);
    return readWhole(uri);
  }

  /** Places in it are the editor's: a byte-order mark is known of, but not in the text. Throws the reason why it is not read. */
  async readSysctl(uri: Uri): Promise<SysctlDocument> {
    const reading = await this.read(uri);
    if (reading.problem === "too-large") throw new TooMuch(reading.reason);
    if (reading.problem !== undefined) throw new Error(reading.reason);
    const byteOrderMark = reading.text.startsWith("\ufeff");
    return parse(byteOrderMark ? reading.text.slice(1) : reading.text, { byteOrderMark });
  }
}
