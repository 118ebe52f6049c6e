// A lock between processes: a folder, because making one is atomic everywhere. Its holder touches it while it works.
// The folder it lies in exists. A lost lock costs work done twice, never a broken result: what it guards is renamed into place.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./cleanup.ts";

const beatMs = 2000;
/** Without a beat for this long the holder is gone, wherever it ran. */
const staleMs = 60_000;
/** The same when the holder's process is known to be gone; more than a beat, as containers may share a host name. */
const staleWhenDeadMs = 3 * beatMs;

export async function withLock<T>(path: string, work: () => Promise<T>, onWait: (holder: string) => void): Promise<T> {
  for (let told = false; !take(path); ) {
    if (isStale(path)) {
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    if (!told) {
      onWait(holderOf(path).description);
      told = true;
    }
    await sleep(500);
  }
  const release = (): void => rmSync(path, { recursive: true, force: true });
  const forget = atExit(release);
  const timer = setInterval(() => beat(path), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    forget();
    release();
  }
}

function take(path: string): boolean {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
  writeFileSync(join(path, "holder.json"), JSON.stringify({ pid: process.pid, host: hostname() }));
  return true;
}

function beat(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Someone took the lock for stale (a suspended machine); the work goes on, see above.
  }
}

function holderOf(path: string): { readonly description: string; readonly dead: boolean } {
  try {
    const { pid, host } = JSON.parse(readFileSync(join(path, "holder.json"), "utf8")) as { pid: number; host: string };
    return { description: `process ${pid}`, dead: host === hostname() && !isAlive(pid) };
  } catch {
    return { description: "another process", dead: false };
  }
}

function isStale(path: string): boolean {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    return age > staleMs || (age > staleWhenDeadMs && holderOf(path).dead);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
