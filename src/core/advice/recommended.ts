// Our advice, asked for by key or by what it is for.
import { TIMEOUT_KEYS, type TimeoutKey } from "../sizing/workload.ts";
import type { AdvisedValue, Purpose, TimeoutAdvice } from "./advice.ts";
import { TIMEOUT_ADVICE } from "./timeouts.ts";

export interface Recommended extends AdvisedValue {
  readonly key: TimeoutKey;
}

const byName: ReadonlyMap<string, TimeoutAdvice> = new Map(TIMEOUT_ADVICE.map((advice) => [advice.name, advice]));

/** All that is recommended for a purpose, key by key. */
export function recommendedFor(purpose: Purpose): readonly Recommended[] {
  return TIMEOUT_KEYS.flatMap((key) =>
    (byName.get(key)?.values ?? []).filter((value) => value.for.includes(purpose)).map((value) => ({ ...value, key })),
  );
}

/** Seconds by key, of all that is recommended for a purpose. */
export function secondsFor(purpose: Purpose): Readonly<Partial<Record<TimeoutKey, number>>> {
  return Object.fromEntries(recommendedFor(purpose).map(({ key, seconds }) => [key, seconds]));
}

/** What is recommended for one key and one purpose. */
export function recommended(purpose: Purpose, key: TimeoutKey): Recommended {
  const found = recommendedFor(purpose).find((one) => one.key === key);
  if (!found) throw new Error(`nothing is recommended for ${key}, ${purpose}`);
  return found;
}
