// When the table was full: stretches of drops, in whatever order the lines come.
import type { Burst } from "./findings.ts";
import { type LogTime, secondsBetween } from "./time.ts";

const MOST_BURSTS = 100;
/** Seconds without a line that end a burst. The kernel prints 10 lines in 5 s at most, and then waits for the next 5. */
const BURST_PAUSE = 30;

export class Bursts {
  readonly kept: Burst[] = [];
  count = 0;
  first: LogTime | undefined;
  last: LogTime | undefined;
  /** Whether the newest line comes first, as journalctl -r and most log stores have it. */
  newestFirst = false;
  #open: { from: LogTime | undefined; to: LogTime | undefined; printed: number; suppressed: number } | undefined;
  #latest: LogTime | undefined;

  note(printed: number, suppressed: number, time: LogTime | undefined): void {
    this.#noteOrder(time);
    const open = this.#open;
    const pause = open && time ? pauseBetween(open.from, open.to, time) : 0;
    // What was held back is told by the next message, which may come much later: that is not when it happened.
    if (open && printed === 0 && time && pause > BURST_PAUSE) {
      open.suppressed += suppressed;
      return;
    }
    if (!open || (time && open.to && pause > BURST_PAUSE)) {
      this.end();
      this.#open = { from: time, to: time, printed, suppressed };
    } else {
      open.printed += printed;
      open.suppressed += suppressed;
      if (time) {
        open.from = earlier(open.from, time);
        open.to = later(open.to, time);
      }
    }
    if (!time) return;
    this.first = earlier(this.first, time);
    this.last = later(this.last, time);
  }

  end(): void {
    const open = this.#open;
    if (!open) return;
    this.count++;
    if (this.kept.length < MOST_BURSTS) this.kept.push({ ...open, from: open.from ?? null, to: open.to ?? null });
    this.#open = undefined;
  }

  #noteOrder(time: LogTime | undefined): void {
    if (!time) return;
    const seconds = this.#latest && secondsBetween(this.#latest, time);
    if (seconds !== undefined && seconds !== 0) this.newestFirst = seconds < 0;
    this.#latest = time;
  }
}

/** Seconds from a stretch to a time outside of it; endless where they cannot be compared. */
function pauseBetween(from: LogTime | undefined, to: LogTime | undefined, time: LogTime): number {
  if (!from || !to) return 0;
  const [before, after] = [secondsBetween(time, from), secondsBetween(to, time)];
  if (before === undefined || after === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(before, after, 0);
}

function earlier(one: LogTime | undefined, other: LogTime): LogTime {
  const seconds = one && secondsBetween(one, other);
  return one && !(seconds !== undefined && seconds < 0) ? one : other;
}

function later(one: LogTime | undefined, other: LogTime): LogTime {
  const seconds = one && secondsBetween(one, other);
  return one && seconds !== undefined && seconds < 0 ? one : other;
}
