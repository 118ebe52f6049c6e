// What texts and counters of a host say, gathered: the input of a diagnosis.
import type { DumpSummary } from "./dump/summary.ts";
import type { HostReading } from "./host.ts";
import type { LogFindings } from "./log/findings.ts";
import type { CounterId } from "./statistics/counters.ts";
import type { CounterChange } from "./statistics/rates.ts";
import type { Statistics } from "./statistics/read.ts";

/** Whatever there is; each part may be missing. */
export interface Evidence {
  readonly log?: LogFindings | undefined;
  /** Counters since the namespace was made. */
  readonly statistics?: Statistics | undefined;
  /** What they did between two readings. */
  readonly changes?: Readonly<Partial<Record<CounterId, CounterChange>>> | undefined;
  readonly table?: DumpSummary | undefined;
  readonly host?: HostReading | undefined;
}
