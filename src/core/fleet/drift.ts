// Which hosts of a pool run another limit than they should: than the files say, or than most of the pool.
import type { HostReport } from "./host-report.ts";

export interface LimitCount {
  readonly limit: number;
  readonly hosts: number;
}

export interface Expected {
  readonly limit: number;
  readonly from: "files" | "pool";
}

/** Most hosts first; of equally many the higher limit. */
export function limitsOf(hosts: readonly HostReport[]): readonly LimitCount[] {
  const counts = new Map<number, number>();
  for (const { limit } of hosts) if (limit !== null) counts.set(limit, (counts.get(limit) ?? 0) + 1);
  return [...counts].map(([limit, count]) => ({ limit, hosts: count })).sort((a, b) => b.hosts - a.hosts || b.limit - a.limit);
}

/**
 * The limit that all should have; null where there is none to name: a pool in which each host runs what its own kernel or
 * kube-proxy chose for that machine is as nobody set it, and differs by right.
 */
export function expectedLimit(hosts: readonly HostReport[], inFiles: number | null): Expected | null {
  if (inFiles !== null) return { limit: inFiles, from: "files" };
  const known = hosts.filter(({ limit }) => limit !== null);
  const [most] = limitsOf(known);
  if (!most || known.every(({ chosenBy }) => chosenBy === "kernel") || known.every(({ chosenBy }) => chosenBy === "kube-proxy"))
    return null;
  return { limit: most.limit, from: "pool" };
}

export function driftsFrom(expected: Expected | null, { limit }: HostReport): boolean {
  return expected !== null && limit !== null && limit !== expected.limit;
}
