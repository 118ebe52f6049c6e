// Which paths hold sysctl settings, by name alone. The language's name patterns in package.json say the same.

/**
 * plain: read by an applier, or meant to be. backup: what an editor or a package manager left beside one.
 * template: becomes one once its placeholders are filled in.
 */
export type SysctlFileKind = "plain" | "backup" | "template";

/** Written behind a dot: `sysctl.conf.bak`. Editors also write `sysctl.conf~`. */
const BACKUP_SUFFIXES: ReadonlySet<string> = new Set([
  "bak",
  "orig",
  "old",
  "save",
  "dpkg-old",
  "dpkg-dist",
  "dpkg-new",
  "dpkg-tmp",
  "rpmsave",
  "rpmorig",
  "rpmnew",
  "pacnew",
  "pacsave",
  "ucf-old",
  "ucf-dist",
  "ucf-new",
]);

/** Jinja, ERB, Go and Autoconf templates: `sysctl.conf.j2`. */
const TEMPLATE_SUFFIXES: ReadonlySet<string> = new Set(["j2", "erb", "tmpl", "in"]);

/**
 * What a path is to us; undefined where it is none of ours. Both slashes separate and case does not count, as in VS Code.
 * Give the whole path: the folder decides about `sysctl.d/x.conf`.
 */
export function sysctlFileKind(path: string): SysctlFileKind | undefined {
  const slash = lastSlash(path, path.length);
  const name = path.slice(slash + 1).toLowerCase();
  // Asked for each file of a repository: the folder only where it matters.
  const inSysctlD = slash > 0 && path.slice(lastSlash(path, slash) + 1, slash).toLowerCase() === "sysctl.d";
  if (isPlain(name, inSysctlD)) return "plain";
  if (name.endsWith("~")) return isPlain(name.slice(0, -1), inSysctlD) ? "backup" : undefined;
  const dot = name.lastIndexOf(".");
  if (dot < 0 || !isPlain(name.slice(0, dot), inSysctlD)) return undefined;
  const suffix = name.slice(dot + 1);
  if (BACKUP_SUFFIXES.has(suffix)) return "backup";
  return TEMPLATE_SUFFIXES.has(suffix) ? "template" : undefined;
}

function lastSlash(path: string, before: number): number {
  return before > 0 ? Math.max(path.lastIndexOf("/", before - 1), path.lastIndexOf("\\", before - 1)) : -1;
}

/** Never `.conf` alone: nearly everything is called that. */
function isPlain(name: string, inSysctlD: boolean): boolean {
  return name === "sysctl.conf" || name.endsWith(".sysctl") || (inSysctlD && name.endsWith(".conf"));
}
