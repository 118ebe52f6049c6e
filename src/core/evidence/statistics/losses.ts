// What the counters lose together: packets dropped, entries thrown out for others, inserts refused.
import type { CounterId } from "./counters.ts";

/** A refusal for a long chain is counted twice: as chaintoolong, and as insert_failed where the kernel is not the newest. */
export function lossesIn(count: (id: CounterId) => number): number {
  return count("drop") + count("early_drop") + Math.max(count("insert_failed"), count("chaintoolong"));
}
