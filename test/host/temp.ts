// Temporary folders that go away with the process that made them.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./cleanup.ts";

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

export function makeTempFolder(): TempFolder {
  // A short name: sockets are put below it, and their paths may have 107 bytes.
  const path = mkdtempSync(join(realpathSync(tmpdir()), "ctp-"));
  // Processes just killed may still hold files open for a moment.
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  const forget = atExit(remove);
  return {
    path,
    remove: () => {
      forget();
      remove();
    },
  };
}
