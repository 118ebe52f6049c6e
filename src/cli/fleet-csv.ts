// A fleet as comma-separated values, a row a host. What is not known is empty.
import type { FleetReport } from "../core/fleet/index.ts";
import { csvCell } from "./csv-cell.ts";
import type { FleetJson, HostJson } from "./json/fleet.ts";
import { poolJson } from "./to-json/fleet.ts";

type Value = string | number | boolean | null | undefined;

const COLUMNS: Readonly<Record<string, (host: HostJson, pool: FleetJson["pools"][number]) => Value>> = {
  pool: (_, { pool }) => pool,
  host: ({ host }) => host,
  present: ({ present }) => present,
  now: ({ now }) => now,
  limit: ({ limit }) => limit,
  limit_changes: ({ limitChanges }) => limitChanges,
  peak: ({ peak }) => peak?.entries,
  peak_at: ({ peak }) => peak?.at,
  share: ({ share }) => share,
  p50: ({ quantiles }) => quantiles.p50,
  p95: ({ quantiles }) => quantiles.p95,
  p99: ({ quantiles }) => quantiles.p99,
  growth: ({ growth }) => growth.kind,
  per_day: ({ growth }) => growth.perDay?.value,
  per_day_low: ({ growth }) => growth.perDay?.low,
  per_day_high: ({ growth }) => growth.perDay?.high,
  days_to_75: ({ growth }) => growth.until[0]?.days,
  days_to_90: ({ growth }) => growth.until[1]?.days,
  days_to_100: ({ growth }) => growth.until[2]?.days,
  dropped: ({ losses }) => losses?.dropped,
  evicted: ({ losses }) => losses?.evicted,
  raced: ({ losses }) => losses?.raced,
  refused: ({ losses }) => losses?.refused,
  kernel: ({ kernel }) => kernel,
  memory: ({ memory }) => memory,
  cpus: ({ cpus }) => cpus,
  kernel_choice: ({ kernelChoice }) => kernelChoice,
  chosen_by: ({ chosenBy }) => chosenBy,
  drifts: ({ drifts }) => drifts,
  outlier: ({ outlier }) => outlier,
  max_needed: (_, { table }) => table?.needed.max,
};

export function fleetCsv(report: FleetReport): string {
  // Pool by pool: the whole fleet as JSON would be there twice.
  const rows = report.pools.flatMap((one) => {
    const pool = poolJson(one);
    return pool.hosts.map((host) =>
      Object.values(COLUMNS)
        .map((value) => csvCell(String(value(host, pool) ?? "")))
        .join(","),
    );
  });
  return [Object.keys(COLUMNS).join(","), ...rows].join("\n");
}
