// Keys whose value a file leaves open: set by a placeholder, or by a glob that may match them.
import { partMatcher } from "../../boot/tree/glob.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { hasPlaceholder } from "../../sysctl/placeholder.ts";

/** Tells for a path whether some line may set it to a value that nobody can know from the file. */
export function unsettledIn(document: SysctlDocument): (path: string) => boolean {
  const paths = new Set<string>();
  const globs: ((path: string) => boolean)[] = [];
  for (const line of document.lines) {
    if (line.kind !== "setting" || (!line.placeholder && !line.key.glob)) continue;
    if (line.key.glob) globs.push(globPattern(line.key.path));
    else if (hasPlaceholder(line.key.text)) return () => true;
    else paths.add(line.key.path);
  }
  return paths.size === 0 && globs.length === 0 ? () => false : (path) => paths.has(path) || globs.some((glob) => glob(path));
}

/** A shell pattern over paths: `*` and `?` stay within a part, `[...]` is a set. */
function globPattern(pattern: string): (path: string) => boolean {
  const parts = pattern.split("/").map(partMatcher);
  return (path) => {
    const names = path.split("/");
    return names.length === parts.length && names.every((name, index) => parts[index]?.(name));
  };
}
