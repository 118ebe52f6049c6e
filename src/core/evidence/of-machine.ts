// The same texts, taken to be from another host or from none at hand.
import type { Evidence } from "./evidence.ts";
import { foreignSigns, hostFor } from "./foreign.ts";
import type { HostReading } from "./host.ts";

/** Counters that the texts did not bring are those of the host, where it fits. What the texts said stays as it was read. */
export function ofMachine({ host: before, ...said }: Evidence, host: HostReading | undefined): Evidence {
  // After a reload the two are alike and not the same.
  const own = before?.statistics && JSON.stringify(said.statistics) === JSON.stringify(before.statistics) ? undefined : said.statistics;
  const brought = { ...said, statistics: own };
  const foreign = host ? foreignSigns(brought, host) : [];
  const fitting = host && hostFor(brought, host, foreign);
  return {
    ...brought,
    host: fitting,
    statistics: own ?? (foreign.length === 0 ? fitting?.statistics : undefined) ?? undefined,
    foreign,
    namespaces: undefined,
    owners: undefined,
  };
}
