// A key as one target kernel has it: every timeline of its fact looked up once.
import type { Handler } from "./handler.ts";
import type { Default, KeyFact } from "./key-fact.ts";
import type { KernelTarget } from "./target.ts";
import { possibleIn } from "./timeline.ts";

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
  if (!known) {
    known = new Map();
    cache.set(target, known);
  }
  let key = known.get(fact);
  if (!key) {
    key = { fact, ...timelinesAt(fact, target), handlers: possibleIn(fact.handler, target.kernel) };
    known.set(fact, key);
  }
  return key;
}

/** What can be told of a key without its handler. */
export function timelinesAt(
  { present, writable, default: initial }: Pick<KeyFact, "present" | "writable" | "default">,
  { kernel }: KernelTarget,
): Pick<TargetKey, "present" | "writable" | "defaults"> {
  return {
    present: answer(possibleIn(present, kernel)),
    writable: answer(possibleIn(writable, kernel)),
    defaults: possibleIn(initial, kernel),
  };
}

function answer(values: readonly boolean[]): Answer {
  if (values.every((value) => value)) return "yes";
  return values.some((value) => value) ? "unknown" : "no";
}
