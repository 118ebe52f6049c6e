// The opt-in part: values that the whole machine shares, written for real in the initial namespace and put back.
import { setImmediate } from "node:timers/promises";
import { keyAt } from "../../src/core/kernel/at-target.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import type { Measured } from "./agreement.ts";
import { plansFor } from "./cases.ts";
import { writableGlobals } from "./global-values.ts";
import { guarded } from "./guard.ts";
import { measure } from "./measure.ts";
import { readValue } from "./sysctl-file.ts";

export interface GlobalsReport {
  readonly measured: readonly Measured[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** Values that did not come back, by path; undefined where nothing was written. */
  readonly stuck?: readonly string[];
}

const WHAT = "keys with one value for the whole machine";

export async function verifyGlobals(target: KernelTarget): Promise<GlobalsReport> {
  const measured: Measured[] = [];
  const result = await guarded(WHAT, async (guard) => {
    for (const fact of writableGlobals()) {
      const original = guard.originals[fact.path];
      if (original === undefined) continue;
      for (const plan of plansFor(keyAt(fact, target), original, target, readValue)) {
        const steps = measure(plan);
        let step = steps.next();
        while (!step.done) {
          // Signals are heard here, between two writes.
          await setImmediate();
          guard.check();
          step = steps.next();
        }
        measured.push(step.value);
      }
      guard.restore();
    }
  });
  return {
    measured,
    skipped: "skipped" in result ? [result.skipped] : [],
    ...(result.stuck === undefined ? {} : { stuck: result.stuck }),
  };
}
