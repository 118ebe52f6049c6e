// What a key reads before anybody has written to it.
import { keyAt } from "./at-target.ts";
import { findKey } from "./catalogue.ts";
import { defaultBuckets, defaultMax } from "./hash-table.ts";
import type { KeyFact } from "./key-fact.ts";
import type { KernelTarget } from "./target.ts";
import { variableOf } from "./variable.ts";

/** Undefined for a key that is none of ours, and where the target leaves it open: several builds, or memory unknown. */
export function defaultOf(path: string, target: KernelTarget): number | undefined {
  const fact = findKey(variableOf(path));
  const [only, ...others] = fact ? keyAt(fact, target).defaults : [];
  if (!fact || others.length > 0) return undefined;
  return only === "computed" ? computedDefault(fact, target) : only;
}

/** A default that the kernel works out at start; undefined where the target's memory is not known. */
export function computedDefault(fact: KeyFact, target: KernelTarget): number | undefined {
  const buckets = defaultBuckets(target);
  if (buckets === undefined) return undefined;
  if (fact.unit === "buckets") return buckets;
  if (fact.unit === "entries") return defaultMax(target);
  if (fact.unit === "expectations") return 4 * Math.max(1, Math.floor(buckets / 256));
  return undefined;
}
