// Readings of the counters, in the order of the texts: the first and the last, and what lies between them.
import type { Evidence } from "../evidence.ts";
import { type LogTime, secondsBetween } from "../log/time.ts";
import { changesBetween } from "../statistics/rates.ts";
import { type Statistics, StatisticsReader } from "../statistics/read.ts";
import { writtenTime } from "./written-time.ts";

interface Reading {
  readonly statistics: Statistics;
  /** When, where a line above it says so. */
  readonly at: LogTime | undefined;
}

export class Readings {
  readonly #reader = new StatisticsReader((statistics) => this.#keep(statistics));
  #first: Reading | undefined;
  #last: Reading | undefined;
  #at: LogTime | undefined;
  #nextAt: LogTime | undefined;

  /** True for a line of counters, or one that says when they were read. */
  take(text: string): boolean {
    if (this.#reader.take(text)) {
      this.#at ??= this.#nextAt;
      return true;
    }
    const time = writtenTime(text);
    if (!time) return false;
    this.end();
    this.#nextAt = time;
    return true;
  }

  /** Ends the reading that there is. */
  end(): void {
    this.#reader.end();
  }

  all(): Pick<Evidence, "statistics" | "changes"> {
    this.end();
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return { statistics: first?.statistics };
    const seconds = first.at && last.at ? secondsBetween(first.at, last.at) : undefined;
    if (seconds !== undefined && seconds < 0) return between(last, first, -seconds);
    // Counters only grow: those that fell are newest first, or of another start of the machine, which leaves no difference.
    const changes = changesBetween(first.statistics, last.statistics, seconds);
    return { statistics: last.statistics, changes };
  }

  #keep(statistics: Statistics): void {
    const reading = { statistics, at: this.#at };
    if (this.#first) this.#last = reading;
    else this.#first = reading;
    this.#at = undefined;
    this.#nextAt = undefined;
  }
}

function between(before: Reading, after: Reading, seconds: number): Pick<Evidence, "statistics" | "changes"> {
  return { statistics: after.statistics, changes: changesBetween(before.statistics, after.statistics, seconds) };
}
