// The JSON of `live`, and a line of it with --watch.
import type { TableJson } from "./analyze.ts";
import type { DiagnosisJson } from "./diagnose.ts";
import type { HostJson } from "./host.ts";
import type { OwnersJson } from "./owners.ts";
import type { VersionedJson } from "./shared.ts";
import type { ChangesJson } from "./statistics.ts";

export interface LiveJson extends VersionedJson {
  readonly host: HostJson;
  /** What the counters did within a second; null for a copy of /proc. */
  readonly changes: ChangesJson | null;
  /** With --table. */
  readonly table: TableJson | null;
  /** Who is behind the addresses and services of the table; with --table. */
  readonly owners: OwnersJson | null;
  readonly diagnosis: DiagnosisJson;
}

/** A line a second. */
export interface LiveWatchJson {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly count: number | null;
  readonly max: number | null;
  readonly changes: ChangesJson | null;
}
