// Finds files of the workspace by name, and none that a person keeps out of sight or that packages bring along.
import { type CancellationToken, RelativePattern, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { LIMITS } from "../core/language/index.ts";

/** At most as many as the files of a tree, where nothing else is said. */
export async function findFiles(pattern: string, token?: CancellationToken, most: number = LIMITS.treeFiles): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    const room = most - found.length;
    if (room <= 0 || token?.isCancellationRequested) break;
    const more = await workspace.findFiles(new RelativePattern(folder, pattern), excludedIn(folder), room, token);
    for (const uri of more) found.push(uri);
  }
  return found;
}

/** What `files.exclude` and `search.exclude` say, and packages of Node.js. */
function excludedIn(folder: WorkspaceFolder): string {
  const patterns = new Set(["**/node_modules"]);
  for (const section of ["files", "search"]) {
    const exclude = workspace.getConfiguration(section, folder).get<Readonly<Record<string, unknown>>>("exclude") ?? {};
    // A pattern with a condition (when) is about files beside others, not about ours.
    for (const [name, on] of Object.entries(exclude)) if (on === true) patterns.add(name);
  }
  return `{${[...patterns].join(",")}}`;
}
