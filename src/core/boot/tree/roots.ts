// Finds the trees among the files of a workspace, by their paths alone: what stands for / of a system, or for its /etc.

export interface Root {
  /** The folder, without a slash at its end; "" for the folder that all paths start from. */
  readonly path: string;
  /** "system": it holds etc, usr, lib or run. "etc": it holds sysctl.d, modprobe.d or modules-load.d itself, and nothing else of it counts. */
  readonly stands: "system" | "etc";
}

const FOLDERS: ReadonlySet<string> = new Set(["sysctl.d", "modprobe.d", "modules-load.d"]);
/** What holds such folders in a system, longest first. */
const PARENTS: readonly string[] = ["usr/local/lib", "usr/lib", "etc", "run", "lib"];
/** Files of a system that lie in none of them. */
const SINGLE: readonly string[] = ["etc/sysctl.conf", "etc/modules", "etc/ufw/sysctl.conf"];

/** The roots that files form, each once, by path. Separators are slashes. A lone sysctl.conf forms none. */
export function findRoots(paths: Iterable<string>): readonly Root[] {
  const roots = new Map<string, Root>();
  const bare: Root[] = [];
  for (const path of paths) {
    const folder = holderOf(path);
    const system = folder === undefined ? above(path, SINGLE) : above(folder, PARENTS);
    if (system !== undefined) roots.set(system, { path: system, stands: "system" });
    else if (folder !== undefined) bare.push({ path: folder, stands: "etc" });
  }
  for (const root of bare) if (!roots.has(root.path)) roots.set(root.path, root);
  return [...roots.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What holds the folder that a file is in, where that is one of ours: "x/etc" for "x/etc/sysctl.d/a.conf". */
function holderOf(path: string): string | undefined {
  const file = path.lastIndexOf("/");
  const folder = path.lastIndexOf("/", file - 1);
  if (file <= 0 || file === path.length - 1 || !FOLDERS.has(path.slice(folder + 1, file))) return undefined;
  return path.slice(0, Math.max(0, folder));
}

/** What stands before the first of some ends that a path has: what lies below `usr/lib` belongs to the folder that holds `usr`. */
function above(path: string, ends: readonly string[]): string | undefined {
  const end = ends.find((one) => path === one || path.endsWith(`/${one}`));
  return end && path.slice(0, Math.max(0, path.length - end.length - 1));
}

/** Where a path of the system is below the folder that a root stands for; undefined where the root has no such place. */
export function pathInRoot({ path: root, stands }: Root, path: string): string | undefined {
  const below = stands === "system" ? path.slice(1) : belowEtc(path);
  if (below === undefined) return undefined;
  return root === "" ? below : below === "" ? root : `${root}/${below}`;
}

/** The path in the system of a file below a root; undefined for files outside of it. */
export function systemPath({ path: root, stands }: Root, path: string): string | undefined {
  const prefix = root === "" ? "" : `${root}/`;
  if (!path.startsWith(prefix)) return undefined;
  const below = path.slice(prefix.length);
  if (stands === "system") return `/${below}`;
  return belowEtc(`/etc/${below}`) === undefined ? undefined : `/etc/${below}`;
}

/** Where a folder holds sysctl.d itself, a sysctl.conf beside it may go anywhere: it is not taken for /etc/sysctl.conf. */
function belowEtc(path: string): string | undefined {
  return path === "/etc" ? "" : /^\/etc\/((?:sysctl|modprobe|modules-load)\.d(?:\/.*)?)$/s.exec(path)?.[1];
}
