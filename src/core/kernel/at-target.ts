// A key as one target kernel has it: every timeline of its fact looked up once.
import type { Handler } from "./handler.ts";
import type { Default, KeyFact } from "./key-fact.ts";
import type { KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";
import { type KernelVersion, version } from "./version.ts";

/** Proven, disproven, or not decided by the source trees at hand. */
export type Answer = "yes" | "no" | "unknown";

export interface TargetKey {
  readonly fact: KeyFact;
  readonly present: Answer;
  readonly writable: Answer;
  /** All handlers that may be behind the key in this version; usually one. */
  readonly handlers: readonly Handler[];
  /** All defaults that it may have. */
  readonly defaults: readonly Default[];
}

const cache = new WeakMap<KernelTarget, Map<KeyFact, TargetKey>>();

/** The key in the target kernel. Cached by target object. */
export function keyAt(fact: KeyFact, target: KernelTarget): TargetKey {
  let known = cache.get(target);
  if (!known) cache.set(target, (known = new Map()));
  let key = known.get(fact);
  if (!key) {
    key = {
      fact,
      present: answer(possible(fact.present, target.kernel)),
      writable: answer(possible(fact.writable, target.kernel)),
      handlers: possible(fact.handler, target.kernel),
      defaults: possibleAt(fact.default, target.kernel),
    };
    known.set(fact, key);
  }
  return key;
}

/** As possibleAt; a vendor tree that takes features from later kernels may have any later gain already. */
function possible<T>(timeline: Timeline<T>, kernel: KernelVersion): readonly T[] {
  const now = possibleAt(timeline, kernel);
  if (!kernel.backporting) return now;
  const later = (timeline.changes ?? []).filter((change) => version(change.by).release > kernel.release && change.to !== false);
  return [...new Set([...now, ...later.map((change) => change.to)])];
}

function answer(values: readonly boolean[]): Answer {
  if (values.every((value) => value)) return "yes";
  return values.some((value) => value) ? "unknown" : "no";
}
