// What is known of each host: filled by answers, one kind after the other, and read by the judges.
import { COUNTERS, type Counter } from "./metrics.ts";
import type { Peak } from "./peak-code.ts";
import { type Span, windowsOf } from "./span.ts";

export const QUANTILES = [0.5, 0.95, 0.99] as const;

/** Counts of one host; undefined is not known. */
export interface HostFacts {
  readonly pool: string;
  readonly host: string;
  /** Entries now; undefined for a host that is gone. */
  now?: number;
  limit?: number;
  /** How often the limit changed within the range. */
  limitChanges?: number;
  /** By window; undefined where the host told nothing. */
  readonly peaks: (Peak | undefined)[];
  /** In the order of QUANTILES. */
  readonly quantiles: (number | undefined)[];
  readonly lost: Partial<Record<Counter, number>>;
  /** By window, where anything was lost. */
  readonly lostIn: Partial<Record<Counter, Map<number, number>>>;
  /** Bytes. */
  memory?: number;
  cpus?: number;
  /** The newest kernel, as uname says it, and when it was last seen. */
  kernel?: { readonly release: string; readonly machine: string; readonly seen: number };
}

/** Hosts of a fleet by pool and name. */
export class FleetFacts {
  readonly span: Span;
  readonly #hosts = new Map<string, HostFacts>();
  /** Values that were no numbers to count with, such as NaN and +Inf. */
  odd = 0;

  constructor(span: Span) {
    this.span = span;
  }

  host(pool: string, host: string): HostFacts {
    const key = `${pool}\0${host}`;
    const known = this.#hosts.get(key);
    if (known) return known;
    const windows = windowsOf(this.span);
    const facts: HostFacts = {
      pool,
      host,
      peaks: new Array<Peak | undefined>(windows).fill(undefined),
      quantiles: QUANTILES.map(() => undefined),
      lost: {},
      lostIn: {},
    };
    this.#hosts.set(key, facts);
    return facts;
  }

  /** All that said how many entries they have, by pool and name. */
  hosts(): readonly HostFacts[] {
    return [...this.#hosts.values()]
      .filter(({ now, peaks }) => now !== undefined || peaks.some((peak) => peak !== undefined))
      .sort((a, b) => compare(a.pool, b.pool) || compare(a.host, b.host));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the host counts what it loses. */
export function countsLosses({ lost }: HostFacts): boolean {
  return COUNTERS.some((counter) => lost[counter] !== undefined);
}
