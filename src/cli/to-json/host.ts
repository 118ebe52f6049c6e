// A running host and its counters, as JSON.
import type { Evidence, HostReading } from "../../core/diagnosis/index.ts";
import type { HostJson } from "../json/host.ts";
import type { ChangesJson, StatisticsJson } from "../json/statistics.ts";

export function hostJson(host: HostReading): HostJson {
  const { kernel, arch, hz, memory, count, max, buckets, values, initialNamespace, cpus, identity, namespace, statistics, slab, unread } =
    host;
  const { at = null, name = null, boot = null, uptime = null } = identity ?? {};
  return {
    kernel,
    arch,
    hz,
    memory,
    count,
    max,
    buckets,
    values: { ...values },
    initialNamespace,
    cpus,
    identity: { at, name, boot, uptime },
    namespace,
    statistics: statistics && statisticsJson(statistics),
    slab: slab && { active: slab.active, total: slab.total, objectBytes: slab.objectBytes, bytes: slab.bytes },
    unread: unread.map(({ what, path, why, gives }) => ({ what, path, why, gives })),
  };
}

export function statisticsJson({ cpus, total, entries, unknown, badLines }: NonNullable<HostReading["statistics"]>): StatisticsJson {
  return { cpus: cpus.map((counters) => ({ ...counters })), total: { ...total }, entries, unknown, badLines };
}

export function changesJson(changes: NonNullable<Evidence["changes"]>): ChangesJson {
  return Object.fromEntries(Object.entries(changes).map(([id, { count, perSecond }]) => [id, { count, perSecond }]));
}
