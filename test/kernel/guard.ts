// Work on values that the whole machine shares, and the way back from it: opt-in, on an idle table, with watchdog.ts
// standing by from before the first write until the values are seen to be the old ones.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { atExit } from "../host/cleanup.ts";
import { Failure } from "../host/failure.ts";
import { restore, type Values, writableGlobals } from "./global-values.ts";
import { readValue } from "./sysctl-file.ts";

const OPT_IN = "CONNTRACK_VERIFY_GLOBALS";

const COUNT = "net/netfilter/nf_conntrack_count";

/** Thrown where connections are being tracked now: the rest is left out. */
class Busy extends Error {}

export interface Guarded {
  readonly originals: Values;
  /** To be called between writes: throws when the guard is gone or the machine has become busy. */
  readonly check: () => void;
  /** Puts the values back at once. */
  readonly restore: () => void;
}

export type GuardedResult<T> =
  | { readonly done: T; readonly stuck: readonly string[] }
  /** What was left out, and why; values that would not go back, where any were written. */
  | { readonly skipped: string; readonly stuck?: readonly string[] };

/** `what` says what is left out where it cannot be done. Values are put back in every way out. */
export async function guarded<T>(what: string, work: (guard: Guarded) => Promise<T>): Promise<GuardedResult<T>> {
  if (process.env[OPT_IN] !== "1") return { skipped: `${what}: only with ${OPT_IN}=1` };
  if (writableGlobals().length === 0) return { skipped: `${what}: not writable here, outside the initial namespace or without root` };
  if (readValue(COUNT) !== 0n) return { skipped: `${what}: ${readValue(COUNT)} connections are being tracked` };

  const watchdog = await startWatchdog();
  if (!watchdog) return { skipped: `${what}: another run is trying them` };
  const { originals } = watchdog;
  const forget = atExit(() => restore(originals));
  let result: { readonly done: T } | { readonly skipped: string };
  try {
    const check = (): void => {
      if (watchdog.lost()) throw new Failure("The process that guards the machine's values ended: the run puts them back and stops.");
      if (readValue(COUNT) !== 0n) throw new Busy();
    };
    result = { done: await work({ originals, check, restore: () => restore(originals) }) };
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    result = { skipped: `the rest of ${what}: connections are being tracked now` };
  } finally {
    restore(originals);
  }
  const stuck = await watchdog.release();
  forget();
  return { ...result, stuck };
}

interface Watchdog {
  readonly originals: Values;
  readonly lost: () => boolean;
  /** Lets the watchdog check and go; returns the paths that are not what they were. */
  readonly release: () => Promise<readonly string[]>;
}

/** Undefined when another run has its watchdog out. */
async function startWatchdog(): Promise<Watchdog | undefined> {
  const script = fileURLToPath(new URL("watchdog.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  if (!child.stdin || !child.stdout) throw new Error("no pipes");
  const { stdin } = child;
  stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Message> => {
    const line = await lines.next();
    if (line.done) throw new Error("the process that guards the machine's values did not answer");
    return JSON.parse(line.value) as Message;
  };
  const first = await next();
  if (first.busy || !first.originals) return undefined;
  return {
    originals: Object.fromEntries(Object.entries(first.originals).map(([path, value]) => [path, BigInt(value)])),
    lost: () => child.exitCode !== null || child.signalCode !== null,
    release: async () => {
      stdin.end();
      return (await next()).stuck ?? [];
    },
  };
}

interface Message {
  readonly busy?: boolean;
  readonly originals?: Readonly<Record<string, string>>;
  readonly stuck?: readonly string[];
}
