// The JSON of `diagnose --again`: the earlier reading held against this one. Counters are those of `conntrack -S`.
import type { ChangesJson } from "./statistics.ts";

export interface AgainJson {
  /** One sentence: whether losses ended. */
  readonly headline: string;
  /**
   * none: nothing was lost before, and nothing since. ended: there were losses, and none since. paused: some since, and
   * none as it was read now. goes-on, began: losses until now. unknown: nothing tells.
   */
  readonly losses: "none" | "ended" | "paused" | "goes-on" | "began" | "unknown";
  /** Packets dropped, entries thrown out early and inserts refused since; null where it is not known. */
  readonly lost: number | null;
  /** Between the two readings. */
  readonly seconds: number | null;
  readonly entries: { readonly before: number; readonly now: number } | null;
  /** null where the counters began anew. */
  readonly counters: ChangesJson | null;
  readonly settings: readonly ChangedSettingJson[];
  readonly gone: readonly CauseNameJson[];
  readonly added: readonly CauseNameJson[];
  readonly still: readonly CauseNameJson[];
  /** Other network namespaces that lost something since. */
  readonly namespaces: readonly NamespaceLossJson[];
  /** What makes figures incomparable, such as a restart; one sentence each. */
  readonly notes: readonly string[];
}

export interface ChangedSettingJson {
  /** A path below /proc/sys. */
  readonly key: string;
  /** null: not there. */
  readonly before: number | null;
  readonly now: number | null;
}

export interface CauseNameJson {
  readonly id: string;
  readonly title: string;
}

export interface NamespaceLossJson {
  readonly name: string;
  readonly lost: number;
  readonly count: number | null;
}
