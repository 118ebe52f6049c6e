// A host read twice, a second apart, so that what is lost now is told from what was lost long ago.
import { setTimeout as wait } from "node:timers/promises";
import { changesBetween, type Evidence, type HostReading, namespacesSince } from "../core/diagnosis/index.ts";
import { type Roots, readCounters, readHost, readNamespaces } from "../linux/index.ts";

const SECOND = 1000;

export type ReadHost = Pick<Evidence, "changes" | "namespaces"> & { readonly host: HostReading };

export function readHostOnce(roots: Roots): ReadHost {
  return { host: readHost(roots), changes: undefined, namespaces: readNamespaces(roots) };
}

/** A copy of /proc does not change: it is read once, and nothing is known of what its counters did. */
export async function readHostTwice(roots: Roots): Promise<ReadHost> {
  if (roots.sys === undefined) return readHostOnce(roots);
  const before = readCounters(roots);
  const namespaces = readNamespaces(roots);
  const start = performance.now();
  await wait(SECOND);
  const host = readHost(roots);
  const seconds = (performance.now() - start) / SECOND;
  const changes = before && host.statistics ? changesBetween(before, host.statistics, seconds) : undefined;
  return { host, changes, namespaces: namespacesSince(namespaces, readNamespaces(roots), seconds) };
}
