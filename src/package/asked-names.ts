// What the bundler's pieces ask each other for, read from their texts: all else need not be exported.
import { dirname, join } from "node:path/posix";

/** Names by the piece that exports them. */
export type Asked = ReadonlyMap<string, ReadonlySet<string>>;

/** As the bundler writes them. One that is overlooked ends the build: nothing exports the name. */
const IMPORT = /\bimport ?\{([^{}]*)\} ?from ?"(\.{1,2}\/[^"]+)"/g;

export function asked(by: readonly string[], pieces: ReadonlyMap<string, string>): Asked {
  const found = new Map<string, Set<string>>();
  for (const piece of by) {
    for (const [, names = "", path = ""] of (pieces.get(piece) ?? "").matchAll(IMPORT)) {
      const other = join(dirname(piece), path);
      const wanted = found.get(other) ?? new Set();
      for (const name of names.split(",")) if (name.trim() !== "") wanted.add(name.trim().split(/\s/)[0] ?? "");
      found.set(other, wanted);
    }
  }
  return found;
}
