// What the editor's own watcher of files reports: what it does not, nobody can follow.
import * as vscode from "vscode";
import { eventually, fail } from "./editor.ts";

/** Does something to a file or folder of the workspace, and waits until the editor has reported it. */
export async function reported(uri: vscode.Uri, work: () => Thenable<unknown>): Promise<void> {
  const reports = listen(uri);
  try {
    await work();
    await eventually(reports.any, (any) => any, `a report of ${uri.path}`);
  } finally {
    reports.dispose();
  }
}

/**
 * Makes folders in the workspace, one within the other, each once the one around it is watched: the editor watches a new
 * folder from when it reports it, and never looks into folders that were made in it before.
 */
export async function watchedFolder(path: string): Promise<vscode.Uri> {
  let uri = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail("no workspace folder");
  await untilWatched(uri);
  for (const part of path.split("/")) {
    uri = vscode.Uri.joinPath(uri, part);
    const folder = uri;
    if (!(await exists(folder))) await reported(folder, () => vscode.workspace.fs.createDirectory(folder));
  }
  return uri;
}

/** The watch over a folder begins some time after the window has opened. */
export async function untilWatched(folder: vscode.Uri): Promise<void> {
  const probe = vscode.Uri.joinPath(folder, "watched.txt");
  const reports = listen(probe);
  try {
    for (let round = 0; !reports.any(); round++) await vscode.workspace.fs.writeFile(probe, new TextEncoder().encode(`${round}\n`));
  } finally {
    reports.dispose();
    await vscode.workspace.fs.delete(probe);
  }
}

function listen({ path }: vscode.Uri): vscode.Disposable & { any(): boolean } {
  const watcher = vscode.workspace.createFileSystemWatcher("**");
  let any = false;
  const tell = (uri: vscode.Uri): void => {
    any ||= uri.path === path;
  };
  const listening = [watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell), watcher];
  return { any: () => any, dispose: () => vscode.Disposable.from(...listening).dispose() };
}

function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
