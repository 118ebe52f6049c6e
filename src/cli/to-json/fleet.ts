// A fleet as JSON.
import { type FleetReport, type Growth, type HostReport, type Losses, lostAnything, type PoolReport } from "../../core/fleet/index.ts";
import type { FleetJson, GrowthJson, HostJson, LossesJson, PeakJson, PoolJson, QuantilesJson, TableJson } from "../json/fleet.ts";
import { targetJson } from "./target.ts";

export function fleetJson({ span, pools, notes }: FleetReport): FleetJson {
  return {
    version: 1,
    range: { from: isoTime(span.end - span.range), to: isoTime(span.end), window: span.window, step: span.step },
    pools: pools.map(poolJson),
    notes,
  };
}

/** `seconds` since 1970. */
function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(".000Z", "Z");
}

export function poolJson(pool: PoolReport): PoolJson {
  const { peak, fullest, table, machine, expected } = pool;
  const drifting = new Set(pool.drifting);
  const sides = new Map(pool.outliers.map(({ host, side }) => [host, side]));
  return {
    pool: pool.pool,
    peak: peak && { ...peakJson(peak), host: peak.host },
    fullest: fullest && { host: fullest.host, share: fullest.share },
    typicalPeak: rounded(pool.typicalPeak),
    quantiles: quantilesJson(pool.quantiles),
    growth: growthJson(pool.growth),
    firstFull: pool.firstFull?.host ?? null,
    limits: pool.limits.map(({ limit, hosts }) => ({ limit, hosts })),
    expectedLimit: expected && { limit: expected.limit, from: expected.from },
    machine: { target: targetJson(machine.target), assumed: machine.assumed, releases: machine.releases },
    table: table && {
      needed: tableJson(table.needed),
      advised: tableJson(table.advised),
      current: table.current && { max: table.current.max, bytes: table.current.bytes },
      fits: table.fits,
      tooSmall: table.tooSmall,
      frees: table.frees,
    },
    hosts: pool.hosts.map((host) => hostJson(host, drifting.has(host), sides.get(host) ?? null)),
  };
}

function hostJson(host: HostReport, drifts: boolean, outlier: HostJson["outlier"]): HostJson {
  return {
    host: host.host,
    present: host.present,
    now: host.now,
    limit: host.limit,
    limitChanges: host.limitChanges,
    peak: host.peak && peakJson(host.peak),
    share: host.share,
    quantiles: quantilesJson(host.quantiles),
    growth: growthJson(host.growth),
    losses: host.losses && lossesJson(host.losses),
    kernel: host.release,
    memory: host.target?.memory ?? null,
    cpus: host.cpus,
    kernelChoice: host.own,
    chosenBy: host.chosenBy,
    drifts,
    outlier,
  };
}

function lossesJson(losses: Losses): LossesJson {
  const { dropped, evicted, raced, refused, full, when } = losses;
  const times = lostAnything(losses) && when ? { first: isoTime(when.first), last: isoTime(when.last), worst: isoTime(when.worst) } : null;
  return { dropped, evicted, raced, refused, full, when: times };
}

function growthJson({ kind, days, perDay, until }: Growth): GrowthJson {
  return {
    kind,
    days,
    perDay: perDay && { value: perDay.value, low: perDay.low, high: perDay.high },
    until: until.map(({ share, days: each, soonest, latest }) => ({ share, days: each, soonest, latest })),
  };
}

function peakJson({ entries, at }: { readonly entries: number; readonly at: number }): PeakJson {
  return { entries, at: isoTime(at) };
}

function tableJson({ max, buckets, bytes }: TableJson): TableJson {
  return { max, buckets, bytes };
}

function quantilesJson([p50 = null, p95 = null, p99 = null]: readonly (number | null)[]): QuantilesJson {
  return { p50: rounded(p50), p95: rounded(p95), p99: rounded(p99) };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
