// The sysctl keys that the calculator reads and writes, and whether a target has them.

import { planKeyAt } from "../kernel/plan-key.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { TimeoutKey } from "../sizing/workload.ts";

/** Path below /proc/sys of a timeout. */
export function timeoutPath(key: TimeoutKey): string {
  return `net/netfilter/${key}`;
}

/** Whether the target surely has the key and takes a value for it. */
export function canWrite(path: string, target: KernelTarget): boolean {
  const key = planKeyAt(path, target);
  return key?.present === "yes" && key.writable === "yes";
}
