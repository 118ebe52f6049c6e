// Child processes in a process group of their own, so that ending one ends all it started.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { atExit } from "./cleanup.ts";

const windows = process.platform === "win32";

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code, or null when a signal or a failed start ended it. */
  readonly ended: Promise<number | null>;
  /** Asks the group to end, and after `patience` milliseconds kills it. */
  stop(patience?: number): Promise<void>;
}

export function startChild(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, [...args], { ...options, detached: !windows, windowsHide: true });
  const forget = atExit(() => signalGroup(child, "SIGKILL"));
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
  return {
    process: child,
    ended,
    stop: async (patience = 3000) => {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), patience);
      await ended;
      clearTimeout(timer);
      // The leader has gone; the rest of its group may linger.
      signalGroup(child, "SIGKILL");
      forget();
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (windows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
