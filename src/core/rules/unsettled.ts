// Keys whose value a file leaves open: set by a placeholder, or by a glob that may match them.
import type { SysctlDocument } from "../sysctl/document.ts";
import { hasPlaceholder } from "../sysctl/placeholder.ts";

/** Tells for a path whether some line may set it to a value that nobody can know from the file. */
export function unsettledIn(document: SysctlDocument): (path: string) => boolean {
  const paths = new Set<string>();
  const globs: RegExp[] = [];
  for (const line of document.lines) {
    if (line.kind !== "setting" || (!line.placeholder && !line.key.glob)) continue;
    if (line.key.glob) globs.push(globPattern(line.key.path));
    else if (hasPlaceholder(line.key.text)) return () => true;
    else paths.add(line.key.path);
  }
  return paths.size === 0 && globs.length === 0 ? () => false : (path) => paths.has(path) || globs.some((glob) => glob.test(path));
}

/** A shell pattern over paths: `*` and `?` stay within a part, `[...]` is a set. */
function globPattern(path: string): RegExp {
  const source = path
    .replace(/[\\^$.+{}()|]/g, "\\$&")
    .replace(/\*+/g, "[^/]*")
    .replaceAll("?", "[^/]")
    .replace(/\[!/g, "[^");
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // An unfinished set: no applier matches anything with it.
    return /^(?!)/;
  }
}
