// One pool: the highest of its hosts, which of them are unlike the others, and the table that it needs.
import { driftsFrom, type Expected, expectedLimit, type LimitCount, limitsOf } from "./drift.ts";
import { type Growth, growthOf } from "./growth.ts";
import type { HostReport } from "./host-report.ts";
import { lostAnything } from "./losses.ts";
import type { Peak } from "./peak-code.ts";
import { machineOf, type PoolMachine, type PoolTable, poolTable } from "./pool-table.ts";
import type { Span } from "./span.ts";
import { outliersOf, type Side } from "./spread.ts";
import { medianOf } from "./trend.ts";

export interface PoolReport {
  readonly pool: string;
  /** All that told anything, by name. */
  readonly hosts: readonly HostReport[];
  readonly present: number;
  /** The highest, and the host that had it. */
  readonly peak: (Peak & { readonly host: string }) | null;
  /** The host that came nearest to its own limit, of those that are present. */
  readonly fullest: { readonly host: string; readonly share: number } | null;
  /** Median of the hosts' peaks. */
  readonly typicalPeak: number | null;
  /** The highest of any host: entries not exceeded for 50, 95 and 99 % of the time. */
  readonly quantiles: readonly (number | null)[];
  /** The highest of any host, window by window, and the median of all. */
  readonly course: readonly { readonly highest: Peak | undefined; readonly median: number | undefined }[];
  /** Of the highest of any host. */
  readonly growth: Growth;
  /** The host that meets its limit first, while it grows. */
  readonly firstFull: HostReport | null;
  readonly lossy: readonly HostReport[];
  /** Hosts that do not count losses. */
  readonly uncounted: number;
  readonly young: number;
  readonly limits: readonly LimitCount[];
  readonly expected: Expected | null;
  readonly drifting: readonly HostReport[];
  readonly outliers: readonly { readonly host: HostReport; readonly side: Side }[];
  readonly machine: PoolMachine;
  readonly table: PoolTable | null;
}

export function reportPool(pool: string, hosts: readonly HostReport[], span: Span, options: PoolOptions): PoolReport {
  const present = hosts.filter((host) => host.present);
  const highest = hosts.reduce<HostReport | null>(
    (best, host) => (host.peak && (!best?.peak || host.peak.entries > best.peak.entries) ? host : best),
    null,
  );
  const course = courseOf(hosts);
  const machine = machineOf(present.length > 0 ? present : hosts);
  const limits = limitsOf(present);
  const expected = expectedLimit(present, options.inFiles);
  const limit = limits[0]?.limit ?? null;
  const peaks = hosts.flatMap(({ peak }) => (peak ? [peak.entries] : [])).sort((a, b) => a - b);
  return {
    pool,
    hosts,
    present: present.length,
    peak: highest?.peak ? { ...highest.peak, host: highest.host } : null,
    fullest: fullestOf(present),
    typicalPeak: peaks.length > 0 ? medianOf(peaks) : null,
    quantiles: (hosts[0]?.quantiles ?? []).map((_, index) => most(hosts.map(({ quantiles }) => quantiles[index] ?? null))),
    course,
    growth: growthOf(
      course.map((each) => each.highest),
      span,
      expected?.limit ?? limit ?? undefined,
    ),
    firstFull: firstFullOf(present),
    lossy: hosts.filter(({ losses }) => lostAnything(losses)),
    uncounted: present.filter(({ losses }) => losses === null).length,
    young: present.filter(({ growth }) => growth.kind === "young").length,
    limits,
    expected,
    drifting: present.filter((host) => driftsFrom(expected, host)),
    outliers: outlyingHosts(present),
    machine,
    table: highest?.peak ? poolTable(machine, present, highest.peak.entries, limit, options.headroom) : null,
  };
}

export interface PoolOptions {
  /** The limit that the files of the pool leave in force; null where there are none, or they do not say. */
  readonly inFiles: number | null;
  /** Share of max to keep free at the peak. */
  readonly headroom: number;
}

function most(values: readonly (number | null)[]): number | null {
  return values.reduce((best, value) => (value !== null && (best === null || value > best) ? value : best), null);
}

function fullestOf(hosts: readonly HostReport[]): PoolReport["fullest"] {
  return hosts.reduce<PoolReport["fullest"]>(
    (best, { host, share }) => (share !== null && (!best || share > best.share) ? { host, share } : best),
    null,
  );
}

/** Null where none is in sight of its limit. */
function firstFullOf(hosts: readonly HostReport[]): HostReport | null {
  const days = ({ growth }: HostReport): number => growth.until.at(-1)?.days ?? Number.POSITIVE_INFINITY;
  return hosts.reduce<HostReport | null>((best, host) => (days(host) < (best ? days(best) : Number.POSITIVE_INFINITY) ? host : best), null);
}

function courseOf(hosts: readonly HostReport[]): PoolReport["course"] {
  return (hosts[0]?.course ?? []).map((_, window) => {
    const found = hosts.flatMap(({ course }) => course[window] ?? []);
    const highest = found.reduce<Peak | undefined>((best, peak) => (!best || peak.entries > best.entries ? peak : best), undefined);
    return { highest, median: highest && medianOf(found.map(({ entries }) => entries).sort((a, b) => a - b)) };
  });
}

function outlyingHosts(hosts: readonly HostReport[]): PoolReport["outliers"] {
  const known = hosts.filter(({ peak }) => peak !== null);
  const sides = outliersOf(known.map(({ peak }) => peak?.entries ?? 0));
  return known.flatMap((host, index) => {
    const side = sides[index];
    return side ? [{ host, side }] : [];
  });
}
