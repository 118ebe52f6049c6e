// A folder, and those above it that are missing. Node's own way never ends below /proc, where none can be made, and tells of
// a read-only file system that there is no such folder.
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { toBytes } from "../../linux/index.ts";

/** Throws an error that says why there is none. */
export function makeFolder(folder: string): void {
  const path = toBytes(folder);
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      if (statSync(path).isDirectory()) return;
      throw new Error("not a folder");
    }
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(path);
  }
}
