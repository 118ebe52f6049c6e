// Finds the files below a folder that are ours by name, or may be. Opens none of them.
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type EmbeddedKind, LIMITS, TOO_MUCH } from "../core/language/index.ts";
import { entriesOf, type FolderEntry, isInside, oddKind, realPath, reason, toBytes } from "../linux/index.ts";
import { type FolderKind, kindInFolder } from "./languages.ts";

export interface FoundFile {
  /** As it is to be shown: the folder as it was named, and what is below it. */
  readonly path: string;
  /** The one path that it has whatever links lead to it. */
  readonly real: string;
  readonly kind: FolderKind;
  /** Why it cannot be read, where that is known already. */
  readonly problem?: string;
  /** Why it was left alone, where that is right. */
  readonly note?: string;
}

/** What others wrote, or programs made: sysctl files count there too, nothing else does. */
const VENDORED: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".terraform",
  ".tox",
  ".venv",
  ".vscode-test",
  "__pycache__",
  "bower_components",
  "node_modules",
  "site-packages",
  "third_party",
  "vendor",
  "venv",
]);

interface Which {
  /** False where nobody asks for files of sysctl: a tree may have a hundred thousand. */
  readonly sysctl?: boolean;
  /** Folders, by the paths that they have whatever links lead there, of which it is known that they have nothing that is asked for. */
  readonly without?: ReadonlySet<string>;
}

/** Files and what went wrong on the way, by path. Links are followed where they stay in the folder. */
export function findFiles(
  folder: string,
  languages: ReadonlySet<EmbeddedKind>,
  { sysctl = true, without }: Which = {},
): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const visited = new Set<string>();
  let root: string;
  try {
    root = realPath(folder);
  } catch (error) {
    return [{ path: folder, real: resolve(folder), kind: "sysctl", problem: reason(error) }];
  }
  const inside = (real: string): boolean => isInside(root, real);

  // Lists of what is left to do, not recursion: no depth of folders can exhaust the stack. Folders come before links to them,
  // so that a file goes by its own path where it has one below the folder.
  const open: OpenFolder[] = [{ path: folder, real: root, full: resolve(folder), name: "", vendored: false }];
  let linked: OpenFolder[] = [];
  const next = (): OpenFolder | undefined => {
    if (open.length === 0) {
      for (const link of linked.sort((a, b) => (a.path < b.path ? 1 : -1))) open.push(link);
      linked = [];
    }
    return open.pop();
  };
  for (let at = next(); at !== undefined; at = next()) {
    const { path: parent, real: realParent, full: fullParent, vendored } = at;
    // Of the names that a folder goes by, only sysctl.d decides about the files in it. Once for each name would be without end:
    // a thousand links to one folder, each with all of its files.
    const once = `${at.name.toLowerCase() === "sysctl.d"}\0${realParent}`;
    if (visited.has(once) || without?.has(realParent)) continue;
    visited.add(once);
    let entries: readonly FolderEntry[];
    try {
      entries = entriesOf(parent);
    } catch (error) {
      found.push({ path: parent, real: realParent, kind: "sysctl", problem: reason(error) });
      continue;
    }
    // Joined once a folder: a repository has more files than all else takes time.
    const [before, beforeReal] = [folderPrefix(parent), folderPrefix(realParent)];
    const near = fullParent.split("/").slice(-2).join("/");
    for (const entry of entries) {
      const { name } = entry;
      const path = before + name;
      if (entry.isDirectory()) {
        open.push({ path, real: beforeReal + name, full: `${fullParent}/${name}`, name, vendored: vendored || VENDORED.has(name) });
        continue;
      }
      // The folders right above tell whatever folders tell.
      const kind = kindInFolder(`${near}/${name}`);
      const ours = sysctl && kind === "sysctl";
      const wanted = ours || (kind !== undefined && kind !== "sysctl" && !vendored && isLookedAt(kind, languages));
      if (!wanted && !entry.isSymbolicLink()) continue;
      if (kind !== undefined && entry.isFile()) {
        found.push({ path, real: before === beforeReal ? path : beforeReal + name, kind });
      } else if (entry.isSymbolicLink()) {
        const link = followLink(path);
        if (link.problem !== undefined) {
          if (ours) found.push({ path, real: path, kind, problem: link.problem });
        } else if (!inside(link.real)) {
          // A link to /dev/null is how systemd is told to forget a file.
          if (ours && link.real !== "/dev/null")
            found.push({ path, real: link.real, kind, note: "a link that leaves the folder, not followed" });
        } else if (link.folder) {
          linked.push({ path, real: link.real, full: `${fullParent}/${name}`, name, vendored: vendored || VENDORED.has(name) });
        } else if (kind !== undefined && wanted) found.push({ path, real: link.real, kind });
      } else if (ours) {
        const odd = oddKind(entry);
        found.push({ path, real: join(realParent, name), kind, ...(odd !== undefined && { problem: odd }) });
      }
    }
    if (found.length > LIMITS.treeFiles) {
      found.length = LIMITS.treeFiles;
      found.push({ path: folder, real: root, kind: "sysctl", problem: TOO_MUCH.treeFiles });
      break;
    }
  }
  return withoutSeconds(found).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** A file that is ours by one of its names is not told of by another, under which only its lines would say so. */
function withoutSeconds(found: FoundFile[]): FoundFile[] {
  if (!found.some(({ kind }) => kind === "conf")) return found;
  const named = new Set(found.flatMap(({ kind, real }) => (kind === "sysctl" ? [real] : [])));
  return found.filter(({ kind, real }) => kind !== "conf" || !named.has(real));
}

/** What stands before the names of a folder's entries. */
function folderPrefix(folder: string): string {
  return join(folder, "x").slice(0, -1);
}

interface OpenFolder {
  readonly path: string;
  readonly real: string;
  /** Its whole path as it is named. */
  readonly full: string;
  readonly name: string;
  readonly vendored: boolean;
}

/** Options of modules are looked at with whatever else is, scripts without a suffix with those that have one. */
function isLookedAt(kind: Exclude<FoundFile["kind"], "sysctl">, languages: ReadonlySet<EmbeddedKind>): boolean {
  if (kind === "unnamed") return languages.has("shell");
  if (kind === "to-be-sysctl") return true;
  if (kind === "conf") return languages.size > 0;
  return kind === "modprobe" || kind === "modules-load" ? languages.size > 0 : languages.has(kind);
}

type Link = { readonly real: string; readonly folder: boolean; readonly problem?: undefined } | { readonly problem: string };

function followLink(path: string): Link {
  try {
    const real = realPath(path);
    return { real, folder: statSync(toBytes(real)).isDirectory() };
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === "ENOENT" ? "a broken link" : reason(error) };
  }
}
