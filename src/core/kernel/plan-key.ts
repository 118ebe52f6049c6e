// A key that plans deal with, as one target kernel has it. Says what keyAt says, without the words of the key tables.
import { type TargetKey, timelinesAt } from "./at-target.ts";
import { PLAN_KEYS } from "./plan-keys.ts";
import type { KernelTarget } from "./target.ts";

export type PlanKey = Pick<TargetKey, "present" | "writable" | "defaults">;

const cache = new WeakMap<KernelTarget, Map<string, PlanKey>>();

/** Undefined for a path that no plan deals with. Cached by target object. */
export function planKeyAt(path: string, target: KernelTarget): PlanKey | undefined {
  const timelines = PLAN_KEYS[path];
  if (!timelines) return undefined;
  const known = cache.get(target) ?? new Map<string, PlanKey>();
  cache.set(target, known);
  const key = known.get(path) ?? timelinesAt(timelines, target);
  known.set(path, key);
  return key;
}

/** What a timeout is, in seconds, where nobody has set it; the longer where the target leaves two open. 0 for any other path. */
export function defaultTimeoutAt(path: string, target: KernelTarget): number {
  return Math.max(0, ...(planKeyAt(path, target)?.defaults.filter((value) => typeof value === "number") ?? []));
}
