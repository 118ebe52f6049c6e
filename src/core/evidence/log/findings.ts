// What a log says of the table: types, and the estimate of dropped packets. reader.ts fills them.
import { say } from "../../words/say.ts";
import type { Lookalike } from "./lookalikes.ts";
import type { LogTime } from "./time.ts";

/** A stretch of drops with no longer pause than BURST_PAUSE. */
export interface Burst {
  /** Null where the lines have no time. */
  readonly from: LogTime | null;
  readonly to: LogTime | null;
  readonly printed: number;
  readonly suppressed: number;
}

export interface TableFull {
  /** Lines that said so; a line that stands for several counts as several. */
  readonly printed: number;
  /** Messages held back that may have said so. */
  readonly suppressed: number;
  /** By the namespace that a line names; null stands for the initial one, or for kernels that name none. */
  readonly byNamespace: readonly { readonly namespace: string | null; readonly printed: number }[];
  readonly first: LogTime | null;
  readonly last: LogTime | null;
  /** Seconds from the first to the last; null where their times cannot be compared. */
  readonly seconds: number | null;
  /** The first MOST_BURSTS. */
  readonly bursts: readonly Burst[];
  readonly burstCount: number;
  /** The first lines, at most 200 characters of each, as they are. */
  readonly samples: readonly string[];
}

interface LookalikeFound {
  readonly id: Lookalike["id"];
  readonly weight: Lookalike["weight"];
  readonly lines: number;
  readonly meaning: string;
  readonly keys: readonly string[];
  readonly sample: string;
}

/** Dropped packets, not connections: a packet that is sent again counts again. */
export interface DropEstimate {
  /** Printed lines: each is a packet. */
  readonly atLeast: number;
  /** Printed and held back. */
  readonly about: number;
  /** What may make the estimate wrong; each one sentence. */
  readonly caveats: readonly string[];
}

export interface LogFindings {
  readonly lines: number;
  readonly tableFull: TableFull;
  /** Null where no line says that the table was full. */
  readonly drops: DropEstimate | null;
  readonly lookalikes: readonly LookalikeFound[];
  /** Messages held back that no line of the log explains. */
  readonly unexplained: number;
  /** What the module said as it loaded; settings may have changed since. */
  readonly loaded: { readonly buckets: number; readonly max: number } | null;
  /** Settings that stand in the text, by path below /proc/sys. */
  readonly settings: Readonly<Record<string, number>>;
}

export function estimateDrops({ printed, suppressed }: TableFull, others: boolean): DropEstimate | null {
  if (printed === 0) return null;
  const caveats = [say("Drops are packets, not connections: retransmissions count separately")];
  if (suppressed > 0 && others)
    caveats.push(
      say("Other log messages share the rate limit, so some of the rate-limited messages may be others: the estimate may be too high"),
    );
  else if (suppressed > 0)
    caveats.push(say("All messages of the network stack share the rate limit (10 in 5 s): some rate-limited messages may be others"));
  caveats.push(
    suppressed > 0
      ? say(
          "The kernel reports rate-limited messages only with the next message, and does not count all of them on several CPUs: the estimate may be too low",
        )
      : say("The log reports no rate-limited messages; evicted entries (early_drop) are not logged"),
  );
  return { atLeast: printed, about: printed + suppressed, caveats };
}
