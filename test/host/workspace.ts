// A temporary copy of a folder for the workbench to open, so that no test changes a fixture.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "./project.ts";
import { makeTempFolder } from "./temp.ts";

export const sampleFolder: string = join(projectRoot, "test", "fixtures", "workspace");
export const sampleFile = "sysctl.conf";

export interface Workspace {
  readonly folder: string;
  /** Absolute path of a file in it. */
  file(name: string): string;
  remove(): void;
}

/** A copy of the sample, or, when `files` is given, a folder with just these. */
export function makeWorkspace(files?: Readonly<Record<string, string | Uint8Array>>): Workspace {
  const temp = makeTempFolder();
  // The explorer and the title bar show this name.
  const folder = join(temp.path, "gateway");
  mkdirSync(folder);
  if (files === undefined) {
    cpSync(sampleFolder, folder, { recursive: true });
  }
  for (const [name, content] of Object.entries(files ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return { folder, file: (name) => join(folder, name), remove: temp.remove };
}
