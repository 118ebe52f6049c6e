// Where this project is on disk, and what its package.json says.
// Knows nothing of VS Code.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const projectRoot: string = resolve(import.meta.dirname, "..", "..");

export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main?: string;
  readonly browser?: string;
  readonly files?: readonly string[];
}

/** The manifest of the extension in `folder`. */
export function readManifest(folder: string = projectRoot): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** The version of an installed development dependency, so that caches follow the lock file. */
export function installedVersion(packageName: string): string {
  return readManifest(join(projectRoot, "node_modules", packageName)).version;
}
