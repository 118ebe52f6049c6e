// A folder for what the workers of a run make once and share; it goes away with the run, however its workers end.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly scratch: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ctp-run-")));
  project.provide("scratch", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
