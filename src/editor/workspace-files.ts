// The sysctl files of the workspace: found by name, and read without opening an editor.
import { type CancellationToken, type Uri, workspace } from "vscode";
import { parse, type SysctlDocument, sysctlFileKind } from "../core/index.ts";

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

/** What is on disk. Places in it are the editor's: a byte-order mark is known of, but not in the text. */
export async function readSysctlFile(uri: Uri): Promise<SysctlDocument> {
  const bytes = await workspace.fs.readFile(uri);
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return parse(new TextDecoder().decode(bytes), { byteOrderMark });
}
