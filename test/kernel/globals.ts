// The opt-in part: values that the whole machine shares, written for real in the initial namespace and put back.
// watchdog.ts stands by from before the first write until the values are seen to be the old ones.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { keyAt } from "../../src/core/kernel/at-target.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import { atExit } from "../host/cleanup.ts";
import { Failure } from "../host/failure.ts";
import type { Measured } from "./agreement.ts";
import { plansFor } from "./cases.ts";
import { restore, type Values, writableGlobals } from "./global-values.ts";
import { measure } from "./measure.ts";
import { readValue } from "./sysctl-file.ts";

export const OPT_IN = "CONNTRACK_VERIFY_GLOBALS";

const COUNT = "net/netfilter/nf_conntrack_count";

export interface GlobalsReport {
  readonly measured: readonly Measured[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** Values that did not come back, by path; undefined where nothing was written. */
  readonly stuck?: readonly string[];
}

export async function verifyGlobals(target: KernelTarget): Promise<GlobalsReport> {
  const facts = writableGlobals();
  const nothing = (why: string): GlobalsReport => ({ measured: [], skipped: [why] });
  if (process.env[OPT_IN] !== "1") return nothing(`keys with one value for the whole machine: only with ${OPT_IN}=1`);
  if (facts.length === 0)
    return nothing("keys with one value for the whole machine: not writable here, outside the initial namespace or without root");
  if (readValue(COUNT) !== 0n)
    return nothing(`keys with one value for the whole machine: ${readValue(COUNT)} connections are being tracked`);

  const guard = await startWatchdog();
  if (!guard) return nothing("keys with one value for the whole machine: another run is trying them");
  const forget = atExit(() => restore(guard.originals));
  const measured: Measured[] = [];
  const skipped: string[] = [];
  try {
    for (const fact of facts) {
      const original = guard.originals[fact.path];
      if (original === undefined) continue;
      for (const plan of plansFor(keyAt(fact, target), original, target, readValue)) {
        const steps = measure(plan);
        let step = steps.next();
        while (!step.done) {
          // Signals are heard here, between two writes.
          await setImmediate();
          if (guard.lost()) throw new Failure("The process that guards the machine's values ended: the run puts them back and stops.");
          if (readValue(COUNT) !== 0n) throw new Busy();
          step = steps.next();
        }
        measured.push(step.value);
      }
      restore(guard.originals);
    }
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    skipped.push("the rest of the keys with one value for the whole machine: connections are being tracked now");
  } finally {
    restore(guard.originals);
  }
  const stuck = await guard.release();
  forget();
  return { measured, skipped, stuck };
}

class Busy extends Error {}

interface Guard {
  readonly originals: Values;
  readonly lost: () => boolean;
  /** Lets the watchdog check and go; returns the paths that are not what they were. */
  readonly release: () => Promise<readonly string[]>;
}

/** Undefined when another run has its watchdog out. */
async function startWatchdog(): Promise<Guard | undefined> {
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
