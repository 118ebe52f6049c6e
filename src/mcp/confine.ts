// Keeps paths within the folders that whoever started the server named: links are followed to where they lead, and count there.
import { realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { quoted as quotedText } from "../core/language/index.ts";
import { isInside, oddKind } from "../linux/index.ts";
import { MOST } from "./limits.ts";
import { Refused } from "./refused.ts";

export type Wanted = "file" | "folder" | "any";

/** The path with all links resolved. `roots` are such paths too. Throws Refused. */
export function confined(path: string, roots: readonly string[], wanted: Wanted): string {
  if (roots.length === 0)
    throw new Refused("No files can be read: the server was started without --root DIR. Pass the text itself instead (text).");
  const real = realIn(path, roots);
  if (real === undefined) throw new Refused(`${quoted(path)} is not in a folder the server may read: ${roots.map(quoted).join(", ")}`);
  const stats = statSync(real);
  const isFolder = stats.isDirectory();
  if (isFolder && wanted === "file") throw new Refused(`${quoted(path)} is a folder, not a file`);
  if (!isFolder && wanted === "folder") throw new Refused(`${quoted(path)} is a file, not a folder`);
  if (!isFolder) readable(path, stats);
  return real;
}

/** A relative path is below the first root that has it. What is not there and what is elsewhere get one answer: none is given away. */
function realIn(path: string, roots: readonly string[]): string | undefined {
  for (const candidate of isAbsolute(path) ? [path] : roots.map((root) => join(root, path))) {
    try {
      const real = realpathSync(candidate);
      if (roots.some((root) => isInside(root, real))) return real;
    } catch {
      // Not there.
    }
  }
  return undefined;
}

function readable(path: string, stats: Stats): void {
  if (!stats.isFile()) throw new Refused(`${quoted(path)} is ${oddKind(stats)?.split(",")[0] ?? "not a file"}`);
  if (stats.size > MOST.fileBytes) throw new Refused(`${quoted(path)} is larger than the maximum of ${MOST.fileBytes / 1e6} MB`);
}

function quoted(path: string): string {
  return quotedText(path, 200);
}
