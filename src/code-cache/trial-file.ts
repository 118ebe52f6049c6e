// A file that may end the process that uses it. It has another name meanwhile, under which nobody uses it: it does so once.
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Used by one process at a time; the others do without it. Nothing throws: there may be no file, and the folder may be read-only. */
export class TrialFile {
  private readonly path: string;
  private readonly other: string;

  constructor(path: string) {
    this.path = path;
    this.other = `${path}.in-use`;
  }

  /** Its bytes, which are this process's own until they are given back or given up. */
  take(): Buffer | undefined {
    return attempt(() => {
      renameSync(this.path, this.other);
      return readFileSync(this.other);
    });
  }

  giveBack(): void {
    attempt(() => renameSync(this.other, this.path));
  }

  giveUp(): void {
    attempt(() => rmSync(this.other));
  }

  isThere(): boolean {
    return existsSync(this.path);
  }

  /** What a process is using, or was using when it ended. */
  inUse(): Buffer | undefined {
    return attempt(() => readFileSync(this.other));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const draft = `${this.path}.${process.pid}`;
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await writeFile(draft, bytes, { mode: 0o600 });
      // Before the file is there: whoever takes it then, and ends, must leave a trace.
      await rm(this.other, { force: true });
      await rename(draft, this.path);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
