// Counters, in the JSON of `diagnose` and `live`. Names are those of `conntrack -S`.

export interface StatisticsJson {
  /** Each CPU's own; one where the text has sums only. */
  readonly cpus: readonly CountersJson[];
  readonly total: CountersJson;
  /** Entries in this namespace, where the text says it. */
  readonly entries: number | null;
  /** Columns or keys that are not known. */
  readonly unknown: readonly string[];
  readonly badLines: number;
}

export type CountersJson = Readonly<Record<string, number>>;

export type ChangesJson = Readonly<Record<string, ChangeJson>>;

export interface ChangeJson {
  readonly count: number;
  /** null where the time between the readings is not known. */
  readonly perSecond: number | null;
}
