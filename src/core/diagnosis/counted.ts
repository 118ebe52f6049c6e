// What counters tell of the time that is asked about.
import type { Evidence } from "../evidence/evidence.ts";
import type { CounterId } from "../evidence/statistics/counters.ts";

/** What a counter did: between two readings where there are two, else since the namespace was made. */
export function counted({ changes, statistics }: Evidence, id: CounterId): number {
  return (changes ? changes[id]?.count : statistics?.total[id]) ?? 0;
}
