// Time in one state of a protocol, and what a walk is put together from. Types only.
import type { TimeoutKey, WorkloadClass } from "./workload.ts";

/** Time in one state. While `active`, packets keep the entry at its full timeout; after that the timeout runs out. */
export interface Stay {
  readonly state: string;
  readonly seconds: number;
  readonly active: boolean;
  /** Seconds that the entry has left on entering. */
  readonly timeout: number;
  readonly key: TimeoutKey;
}

export type Flow = Pick<WorkloadClass, "protocol" | "duration" | "ends" | "bothWays" | "packets">;

/** The two kinds of stays, with the timeouts of one table. */
export interface Steps {
  /** Packets for so long, then the timeout of the key. */
  readonly active: (state: string, key: TimeoutKey, seconds?: number) => Stay;
  /** The shortest of the timeouts, with no packet to set it back. */
  readonly waiting: (state: string, ...keys: readonly [TimeoutKey, ...TimeoutKey[]]) => Stay;
}
