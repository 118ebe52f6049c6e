// All pools of a fleet, and what could not be said.

import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { FleetFacts } from "./facts.ts";
import { type HostReport, reportHost, targetReader } from "./host-report.ts";
import { type PoolReport, reportPool } from "./pool-report.ts";
import type { Span } from "./span.ts";

export interface FleetReport {
  readonly span: Span;
  /** By name. */
  readonly pools: readonly PoolReport[];
  readonly hosts: number;
  /** Sentences on what is missing, or was answered in part. */
  readonly notes: readonly string[];
}

export interface FleetOptions {
  /** Share of max that is to stay free at a peak. */
  readonly headroom: number;
  /** The limit that the files of a pool leave in force, for the machines it is made of. */
  readonly inFiles?: ReadonlyMap<string, number>;
  readonly notes?: readonly string[];
}

export function reportFleet(facts: FleetFacts, { headroom, inFiles, notes = [] }: FleetOptions): FleetReport {
  const targetOf = targetReader();
  const byPool = new Map<string, HostReport[]>();
  for (const each of facts.hosts()) {
    const host = reportHost(each, facts.span, targetOf);
    const pool = byPool.get(host.pool);
    if (pool) pool.push(host);
    else byPool.set(host.pool, [host]);
  }
  const pools = [...byPool].map(([pool, hosts]) => reportPool(pool, hosts, facts.span, { headroom, inFiles: inFiles?.get(pool) ?? null }));
  return {
    span: facts.span,
    pools,
    hosts: pools.reduce((sum, { hosts }) => sum + hosts.length, 0),
    notes: facts.odd > 0 ? [...notes, oddNote(facts.odd)] : notes,
  };
}

function oddNote(odd: number): string {
  return odd === 1
    ? say("1 value was ignored (NaN, infinite or negative)")
    : say("{count} values were ignored (NaN, infinite or negative)", { count: formatCount(odd) });
}

/** The highest share of its limit that any host that is present came to; null where no limit is known. */
export function fullestShare({ pools }: FleetReport): number | null {
  return pools.reduce<number | null>(
    (best, { fullest }) => (fullest && (best === null || fullest.share > best) ? fullest.share : best),
    null,
  );
}
