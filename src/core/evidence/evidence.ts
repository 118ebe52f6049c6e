// What texts and counters of a host say, gathered: the input of a diagnosis.
import type { Configured } from "./configured.ts";
import type { DumpSummary } from "./dump/summary.ts";
import type { HostReading } from "./host.ts";
import type { LogFindings } from "./log/findings.ts";
import type { RefusedSetting } from "./log/refusals.ts";
import type { SaidMachine } from "./mixed/machine.ts";
import type { Piece, UnreadLines } from "./mixed/piece.ts";
import type { NamespacesReading } from "./namespaces/namespace.ts";
import type { Owners } from "./owners/owners.ts";
import type { CounterId } from "./statistics/counters.ts";
import type { CounterChange } from "./statistics/rates.ts";
import type { Statistics } from "./statistics/read.ts";

/** Whatever there is; each part may be missing. */
export interface Evidence {
  /** Undefined where no line of a log was read. */
  readonly log?: LogFindings | undefined;
  /** Counters since the namespace was made: of several readings, the last. */
  readonly statistics?: Statistics | undefined;
  /** What they did between the first reading and the last. */
  readonly changes?: Readonly<Partial<Record<CounterId, CounterChange>>> | undefined;
  /** Of several dumps, the last. */
  readonly table?: DumpSummary | undefined;
  /** Values that stand in the texts, by path below /proc/sys: of several, the last. */
  readonly settings?: Readonly<Record<string, number>> | undefined;
  /** Settings that were not applied, as the log says. */
  readonly refused?: readonly RefusedSetting[] | undefined;
  /** What the files of the host say about its settings. */
  readonly configured?: Configured | undefined;
  /** What the texts say of the machine they are from. */
  readonly machine?: SaidMachine | undefined;
  /** What `conntrack -E` listed. */
  readonly events?: FlowEvents | undefined;
  /** What each part of the texts was taken for; the first ones. */
  readonly pieces?: readonly Piece[] | undefined;
  readonly unread?: UnreadLines | undefined;
  /** Why the texts do not seem to be from `host`; one sentence each. */
  readonly foreign?: readonly string[] | undefined;
  readonly host?: HostReading | undefined;
  /** All network namespaces of `host`. */
  readonly namespaces?: NamespacesReading | undefined;
  /** Who is behind the busiest addresses and services of `table`. */
  readonly owners?: Owners | undefined;
}

/** Events, not entries: a flow may have several. */
export interface FlowEvents {
  readonly new: number;
  readonly update: number;
  readonly destroy: number;
}
