// Reads a kernel log as it comes, in pieces of text: dmesg, syslog, journalctl, JSON of the journal. Constant memory.
import { type Burst, estimateDrops, type LogFindings, type LookalikeFound, type TableFull } from "./findings.ts";
import {
  LIMIT_REACHED,
  LOADED,
  LOOKALIKES,
  type Lookalike,
  REPEATED,
  REPEATED_IN_PLACE,
  SETTING,
  SUPPRESSED,
  TABLE_FULL,
} from "./messages.ts";
import { journalTime, type LogTime, secondsBetween, timeOf } from "./time.ts";

/** Characters of a line that are looked at. */
const LONGEST = 16_384;
const SHOWN_LENGTH = 200;
const MOST_SAMPLES = 3;
const MOST_BURSTS = 100;
const MOST_NAMESPACES = 1000;
const MOST_SETTINGS = 200;
/** Seconds without a line that end a burst. The kernel prints 10 lines in 5 s at most, and then waits for the next 5. */
const BURST_PAUSE = 30;
/** What a line must have to be looked at. */
const INTEREST = /conntrack|suppressed|overflow|repeated|too many orphaned|SYN flooding|Route cache|"MESSAGE" ?: ?\[/i;
/** Colours, as dmesg prints them. */
const ESCAPE = "\u001b";
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[mK]`, "g");

export interface LogReader {
  push(text: string): void;
  /** What was read; nothing may be pushed afterwards. */
  end(): LogFindings;
}

export function createLogReader(): LogReader {
  return new Reader();
}

/** What a message under the common limit was about. */
type Subject = "table-full" | Lookalike["id"];

class Reader implements LogReader {
  #rest = "";
  #lines = 0;
  #printed = 0;
  #suppressed = 0;
  #unexplained = 0;
  /** Held back before any line told what it was about. */
  #early = 0;
  #previous: Subject | undefined;
  /** What the line before was about, for those that repeat it. */
  #lineBefore: Subject | undefined;
  #burstCount = 0;
  readonly #bursts: Burst[] = [];
  #burst: { from: LogTime | undefined; to: LogTime | undefined; printed: number; suppressed: number } | undefined;
  #first: LogTime | undefined;
  #last: LogTime | undefined;
  readonly #namespaces = new Map<string | null, number>();
  readonly #samples: string[] = [];
  readonly #lookalikes = new Map<Lookalike["id"], { lines: number; sample: string }>();
  #loaded: LogFindings["loaded"] = null;
  readonly #settings = new Map<string, number>();

  push(text: string): void {
    const lines = text.split("\n");
    lines[0] = this.#rest + (lines[0] ?? "");
    this.#rest = (lines.pop() ?? "").slice(0, LONGEST);
    for (const line of lines) this.#take(line);
  }

  end(): LogFindings {
    if (this.#rest !== "") this.#take(this.#rest);
    this.#endBurst();
    // What was held back before the first line belongs to what came after it.
    if (this.#printed > 0) this.#suppressed += this.#early;
    else this.#unexplained += this.#early;
    const tableFull = this.#tableFull();
    const lookalikes = this.#foundLookalikes();
    const others = LOOKALIKES.some(({ id, sharesLimit }) => sharesLimit && this.#lookalikes.has(id));
    return {
      lines: this.#lines,
      tableFull,
      drops: estimateDrops(tableFull, others),
      lookalikes,
      unexplained: this.#unexplained,
      loaded: this.#loaded,
      settings: Object.fromEntries(this.#settings),
    };
  }

  #tableFull(): TableFull {
    return {
      printed: this.#printed,
      suppressed: this.#suppressed,
      byNamespace: [...this.#namespaces].map(([namespace, printed]) => ({ namespace, printed })),
      first: this.#first ?? null,
      last: this.#last ?? null,
      seconds: (this.#first && this.#last && secondsBetween(this.#first, this.#last)) ?? null,
      bursts: this.#bursts,
      burstCount: this.#burstCount,
      samples: this.#samples,
    };
  }

  #foundLookalikes(): readonly LookalikeFound[] {
    return LOOKALIKES.flatMap(({ id, meaning, keys }) => {
      const found = this.#lookalikes.get(id);
      return found ? [{ id, meaning, keys, ...found }] : [];
    });
  }

  #take(whole: string): void {
    this.#lines++;
    const before = this.#lineBefore;
    this.#lineBefore = undefined;
    const line = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
    if (!INTEREST.test(line)) return;
    const entry = messageOf(line.replace(COLOUR, "").trimEnd());
    this.#lineBefore = this.#takeMessage(entry.message, entry.time, before);
  }

  /** Returns what the line was about. */
  #takeMessage(message: string, time: LogTime | undefined, before: Subject | undefined): Subject | undefined {
    const times = Number(REPEATED_IN_PLACE.exec(message)?.[1] ?? 1);
    for (const { pattern } of TABLE_FULL) {
      const match = pattern.exec(message);
      if (match) return this.#takeFull(match[1] ? match[1] : null, times, message, time);
    }
    const lookalike = LOOKALIKES.find(({ pattern }) => pattern.test(message));
    if (lookalike) return this.#takeLookalike(lookalike, times, message);
    const suppressed = SUPPRESSED.exec(message);
    if (suppressed) this.#takeSuppressed(Number(suppressed[2] ?? suppressed[4]), time);
    const repeated = REPEATED.exec(message);
    if (repeated && before === "table-full") return this.#takeFull(null, Number(repeated[1]), undefined, time);
    const loaded = LOADED.exec(message);
    if (loaded) this.#loaded = { buckets: Number(loaded[1]), max: Number(loaded[2]) };
    const setting = SETTING.exec(message);
    if (setting && this.#settings.size < MOST_SETTINGS) this.#settings.set(pathOf(setting[1] ?? ""), Number(setting[2]));
    return undefined;
  }

  #takeFull(namespace: string | null, times: number, message: string | undefined, time: LogTime | undefined): Subject {
    this.#printed += times;
    if (message !== undefined && this.#samples.length < MOST_SAMPLES) this.#samples.push(message.slice(0, SHOWN_LENGTH));
    if (this.#namespaces.has(namespace) || this.#namespaces.size < MOST_NAMESPACES)
      this.#namespaces.set(namespace, (this.#namespaces.get(namespace) ?? 0) + times);
    const limit = LIMIT_REACHED.exec(message ?? "");
    if (limit) this.#settings.set("net/ipv4/ip_conntrack_max", Number(limit[1]));
    this.#note(times, 0, time);
    this.#previous = "table-full";
    return "table-full";
  }

  #takeLookalike({ id, sharesLimit }: Lookalike, times: number, message: string): Subject {
    const found = this.#lookalikes.get(id);
    this.#lookalikes.set(id, { lines: (found?.lines ?? 0) + times, sample: found?.sample ?? message.slice(0, SHOWN_LENGTH) });
    if (sharesLimit) this.#previous = id;
    return id;
  }

  /** Messages are held back after ten were printed, and told with the next: they belong to what was printed before. */
  #takeSuppressed(count: number, time: LogTime | undefined): void {
    if (this.#previous === "table-full") {
      this.#suppressed += count;
      this.#note(0, count, time);
    } else if (this.#previous === undefined) {
      this.#early += count;
    } else {
      this.#unexplained += count;
    }
  }

  #note(printed: number, suppressed: number, time: LogTime | undefined): void {
    const burst = this.#burst;
    const since = burst?.to && time ? secondsBetween(burst.to, time) : undefined;
    // What was held back is told by the next message, which may come much later: that is not when it happened.
    if (burst && printed === 0 && time && (since === undefined || since > BURST_PAUSE || since < 0)) {
      burst.suppressed += suppressed;
      return;
    }
    if (!burst || (time && burst.to && (since === undefined || since > BURST_PAUSE || since < 0))) {
      this.#endBurst();
      this.#burst = { from: time, to: time, printed, suppressed };
    } else {
      burst.printed += printed;
      burst.suppressed += suppressed;
      burst.from ??= time;
      burst.to = time ?? burst.to;
    }
    this.#first ??= time;
    this.#last = time ?? this.#last;
  }

  #endBurst(): void {
    const burst = this.#burst;
    if (!burst) return;
    this.#burstCount++;
    if (this.#bursts.length < MOST_BURSTS) this.#bursts.push({ ...burst, from: burst.from ?? null, to: burst.to ?? null });
    this.#burst = undefined;
  }
}

/** The message and the time of a line, which may be an object of the journal. */
function messageOf(line: string): { readonly message: string; readonly time: LogTime | undefined } {
  if (line.startsWith("{")) {
    try {
      const { MESSAGE, __REALTIME_TIMESTAMP: time } = JSON.parse(line) as Readonly<Record<string, unknown>>;
      const message = Array.isArray(MESSAGE) ? MESSAGE.map((code) => String.fromCharCode(Number(code))).join("") : MESSAGE;
      if (typeof message === "string") return { message, time: typeof time === "string" ? journalTime(time) : undefined };
    } catch {
      // Not an object after all, or one that was cut off: a line as any other.
    }
  }
  return { message: line, time: timeOf(line) };
}

function pathOf(key: string): string {
  return key.replaceAll(".", "/");
}
