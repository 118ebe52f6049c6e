// Finds the files below a folder that are ours by name. Opens none of them.
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { LIMITS, sysctlFileKind, TOO_MUCH } from "../core/language/index.ts";
import { fromBytes, isInside, oddKind, realPath, reason, toBytes } from "../linux/index.ts";

export interface FoundFile {
  /** As it is to be shown: the folder as it was named, and what is below it. */
  readonly path: string;
  /** The one path that it has whatever links lead to it. */
  readonly real: string;
  /** Why it cannot be read, where that is known already. */
  readonly problem?: string;
  /** Why it was left alone, where that is right. */
  readonly note?: string;
}

interface Folder {
  readonly path: string;
  readonly real: string;
  readonly name: string;
}

/** Files and what went wrong on the way, by path. Links are followed where they stay in the folder. */
export function findFiles(folder: string): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const visited = new Set<string>();
  let root: string;
  try {
    root = realPath(folder);
  } catch (error) {
    return [{ path: folder, real: resolve(folder), problem: reason(error) }];
  }
  const inside = (real: string): boolean => isInside(root, real);

  // Lists of what is left to do, not recursion: no depth of folders can exhaust the stack. Folders come before links to them,
  // so that a file goes by its own path where it has one below the folder.
  const open: Folder[] = [{ path: folder, real: root, name: "" }];
  let linked: Folder[] = [];
  const next = (): Folder | undefined => {
    if (open.length === 0) {
      for (const link of linked.sort((a, b) => (a.path < b.path ? 1 : -1))) open.push(link);
      linked = [];
    }
    return open.pop();
  };
  for (let at = next(); at !== undefined; at = next()) {
    const { path: parent, real: realParent } = at;
    // Of the names that a folder goes by, only sysctl.d decides about the files in it. Once for each name would be without end:
    // a thousand links to one folder, each with all of its files.
    const once = `${at.name.toLowerCase() === "sysctl.d"}\0${realParent}`;
    if (visited.has(once)) continue;
    visited.add(once);
    let entries: readonly Dirent<Buffer>[];
    try {
      entries = readdirSync(toBytes(parent), { withFileTypes: true, encoding: "buffer" });
    } catch (error) {
      found.push({ path: parent, real: realParent, problem: reason(error) });
      continue;
    }
    for (const entry of entries) {
      const name = fromBytes(entry.name);
      const path = join(parent, name);
      const kind = sysctlFileKind(resolve(path));
      const ours = kind === "plain" || kind === "template";
      if (entry.isDirectory()) {
        open.push({ path, real: join(realParent, name), name });
      } else if (entry.isSymbolicLink()) {
        const link = followLink(path);
        if (link.problem !== undefined) {
          if (ours) found.push({ path, real: path, problem: link.problem });
        } else if (!inside(link.real)) {
          // A link to /dev/null is how systemd is told to forget a file.
          if (ours && link.real !== "/dev/null") found.push({ path, real: link.real, note: "a link out of the folder, not followed" });
        } else if (link.folder) {
          linked.push({ path, real: link.real, name });
        } else if (ours) {
          found.push({ path, real: link.real });
        }
      } else if (ours) {
        const odd = oddKind(entry);
        found.push({ path, real: join(realParent, name), ...(odd !== undefined && { problem: odd }) });
      }
    }
    if (found.length > LIMITS.treeFiles) {
      found.length = LIMITS.treeFiles;
      found.push({ path: folder, real: root, problem: TOO_MUCH.treeFiles });
      break;
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

type Link = { readonly real: string; readonly folder: boolean; readonly problem?: undefined } | { readonly problem: string };

function followLink(path: string): Link {
  try {
    const real = realPath(path);
    return { real, folder: statSync(toBytes(real)).isDirectory() };
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === "ENOENT" ? "a link to nothing" : reason(error) };
  }
}
