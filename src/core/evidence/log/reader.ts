// Reads a kernel log as it comes, in pieces of text: dmesg, syslog, journalctl, JSON of the journal. Constant memory.
import { LIMITS } from "../../text/limits.ts";
import { Bursts } from "./bursts.ts";
import { Envelope } from "./envelope.ts";
import { estimateDrops, type LogFindings, type TableFull } from "./findings.ts";
import { LOOKALIKES, type Lookalike } from "./lookalikes.ts";
import { CONTAINER, COUNTED, LIMIT_REACHED, LOADED, REPEATED, REPEATED_IN_PLACE, SETTING, SUPPRESSED, TABLE_FULL } from "./messages.ts";
import { Refusals, type RefusedSetting } from "./refusals.ts";
import { RelativeTimes } from "./relative.ts";
import { looksLikeLog } from "./shape.ts";
import { type LogTime, secondsBetween, timeOf } from "./time.ts";

const SHOWN_LENGTH = 200;
const MOST_SAMPLES = 3;
const MOST_NAMESPACES = 1000;
const MOST_SETTINGS = 200;
/** Characters around "table full" that may name whose it is. */
const FAR = 100;
/** What a line must have to be looked at. */
const INTEREST =
  /conntrack|suppressed|overflow|repeated|orphaned|SYN flooding|SYN cookies|Route cache|socket memory|tcp_mem|ip_set|Hash is full|is full, maxelem|hashlimit|hashsize|nf_ct_|upper bound/i;
/** Colours, as dmesg prints them, and marks of a quotation. */
const ESCAPE = "\u001b";
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[mK]`, "g");
const QUOTED = /^(?:[>|] {0,3}){1,8}/;
/** The table is full, and the rest stands on the next line. */
const CUT =
  /\b(?:nf|ip6?)_conntrack:(?:\s{1,9}table(?:\s{1,9}full(?:\s{1,9}in\s{1,9}netns(?:\s{1,9}\d{1,20})?)?,?(?:\s{1,9}dropping)?)?)?\s{0,9}$/;

export interface LogReader {
  push(text: string): void;
  /** Takes a whole line; false where it is none of a log. */
  take(line: string): boolean;
  /** Settings that were not applied. */
  refused(): readonly RefusedSetting[];
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
  /** Held back, and told by a line that comes before the one that says what about. */
  #early = 0;
  #previous: Subject | undefined;
  /** What the line before was about, for those that repeat it. */
  #lineBefore: Subject | undefined;
  /** A line that mail has cut, to be joined with the next. */
  #cut: string | undefined;
  readonly #envelope = new Envelope();
  readonly #relative = new RelativeTimes();
  readonly #bursts = new Bursts();
  readonly #refusals = new Refusals();
  readonly #namespaces = new Map<string | null, number>();
  readonly #samples: string[] = [];
  readonly #lookalikes = new Map<Lookalike["id"], { lines: number; sample: string }>();
  #loaded: LogFindings["loaded"] = null;
  readonly #settings = new Map<string, number>();

  push(text: string): void {
    const lines = text.split("\n");
    lines[0] = this.#rest + (lines[0] ?? "");
    this.#rest = (lines.pop() ?? "").slice(0, LIMITS.lineBytes);
    for (const line of lines) this.take(line);
  }

  refused(): readonly RefusedSetting[] {
    return this.#refusals.all();
  }

  end(): LogFindings {
    if (this.#rest !== "") this.take(this.#rest);
    this.#bursts.end();
    // What was held back before the first line belongs to what came after it.
    if (this.#printed > 0) this.#suppressed += this.#early;
    else this.#unexplained += this.#early;
    const tableFull = this.#tableFull();
    const others = LOOKALIKES.some(({ id, sharesLimit }) => sharesLimit && this.#lookalikes.has(id));
    return {
      lines: this.#lines,
      tableFull,
      drops: estimateDrops(tableFull, others),
      lookalikes: LOOKALIKES.flatMap(({ id, weight, meaning, keys }) => {
        const found = this.#lookalikes.get(id);
        return found ? [{ id, weight, meaning, keys, ...found }] : [];
      }),
      unexplained: this.#unexplained,
      loaded: this.#loaded,
      settings: Object.fromEntries(this.#settings),
    };
  }

  take(whole: string): boolean {
    const clipped = whole.length > LIMITS.lineBytes ? whole.slice(0, LIMITS.lineBytes) : whole;
    const taken = this.#takeLine(clipped.includes(ESCAPE) ? clipped.replace(COLOUR, "") : clipped);
    if (taken) this.#lines++;
    return taken;
  }

  #takeLine(line: string): boolean {
    const before = this.#lineBefore;
    this.#lineBefore = undefined;
    if (this.#takeJoined(line)) return true;
    const entries = this.#envelope.open(line);
    if (entries === "part") return true;
    if (entries) {
      for (const { message, time } of entries)
        if (INTEREST.test(message)) this.#lineBefore = aboutOf(this.#takeMessage(message, time, before));
      return true;
    }
    const time = this.#relative.timeOf(line);
    const message = line.trimEnd();
    if (!INTEREST.test(message)) return looksLikeLog(line);
    if (CUT.test(message)) {
      this.#cut = message;
      return true;
    }
    const about = this.#takeMessage(message, time ?? timeOf(line), before);
    this.#lineBefore = aboutOf(about);
    return about !== undefined || looksLikeLog(line);
  }

  /** The rest of a line that was cut; what is none is read on its own. */
  #takeJoined(line: string): boolean {
    if (this.#cut === undefined) return false;
    const joined = `${this.#cut} ${line.replace(QUOTED, "").trim()}`;
    this.#cut = undefined;
    if (!fullTable(joined)) return false;
    this.#lineBefore = aboutOf(this.#takeMessage(joined, timeOf(joined), undefined));
    return true;
  }

  /** What the line was about; undefined where nothing in it is known. */
  #takeMessage(message: string, time: LogTime | undefined, before: Subject | undefined): Subject | "other" | undefined {
    const times = timesOf(message);
    const full = fullTable(message);
    if (full) return this.#takeFull(full.namespace, times, message, time);
    const lookalike = LOOKALIKES.find(({ pattern }) => pattern.test(message));
    if (lookalike) return this.#takeLookalike(lookalike, times, message);
    if (this.#refusals.take(message, time)) return "other";
    const suppressed = SUPPRESSED.exec(message);
    if (suppressed) {
      this.#takeSuppressed(Number(suppressed[2] ?? suppressed[4]), time);
      return "other";
    }
    const repeated = REPEATED.exec(message);
    if (repeated && before === "table-full") return this.#takeFull(null, Number(repeated[1]), undefined, time);
    const loaded = LOADED.exec(message);
    if (loaded) {
      this.#loaded = { buckets: Number(loaded[1]), max: Number(loaded[2]) };
      return "other";
    }
    const setting = SETTING.exec(message);
    if (setting && this.#settings.size < MOST_SETTINGS) this.#settings.set(pathOf(setting[1] ?? ""), Number(setting[2]));
    return undefined;
  }

  #tableFull(): TableFull {
    const { first, last, kept, count } = this.#bursts;
    return {
      printed: this.#printed,
      suppressed: this.#suppressed,
      byNamespace: [...this.#namespaces].map(([namespace, printed]) => ({ namespace, printed })),
      first: first ?? null,
      last: last ?? null,
      seconds: (first && last && secondsBetween(first, last)) ?? null,
      bursts: kept,
      burstCount: count,
      samples: this.#samples,
    };
  }

  #takeFull(namespace: string | null, times: number, message: string | undefined, time: LogTime | undefined): Subject {
    this.#printed += times;
    if (message !== undefined && this.#samples.length < MOST_SAMPLES) this.#samples.push(message.slice(0, SHOWN_LENGTH));
    if (this.#namespaces.has(namespace) || this.#namespaces.size < MOST_NAMESPACES)
      this.#namespaces.set(namespace, (this.#namespaces.get(namespace) ?? 0) + times);
    const limit = LIMIT_REACHED.exec(message ?? "");
    if (limit) this.#settings.set("net/ipv4/ip_conntrack_max", Number(limit[1]));
    this.#bursts.note(times, 0, time);
    this.#settleEarly("table-full");
    return "table-full";
  }

  #takeLookalike({ id, sharesLimit }: Lookalike, times: number, message: string): Subject {
    const found = this.#lookalikes.get(id);
    this.#lookalikes.set(id, { lines: (found?.lines ?? 0) + times, sample: found?.sample ?? message.slice(0, SHOWN_LENGTH) });
    if (sharesLimit) this.#settleEarly(id);
    return id;
  }

  /** Where the newest line comes first, what was held back belongs to the line below. */
  #settleEarly(subject: Subject): void {
    if (this.#bursts.newestFirst && this.#early > 0) {
      if (subject === "table-full") this.#suppressed += this.#early;
      else this.#unexplained += this.#early;
      this.#early = 0;
    }
    this.#previous = subject;
  }

  /** Messages are held back after ten were printed, and told with the next: they belong to what was printed before. */
  #takeSuppressed(count: number, time: LogTime | undefined): void {
    if (this.#previous === undefined || this.#bursts.newestFirst) {
      this.#early += count;
    } else if (this.#previous === "table-full") {
      this.#suppressed += count;
      this.#bursts.note(0, count, time);
    } else {
      this.#unexplained += count;
    }
  }
}

function aboutOf(about: Subject | "other" | undefined): Subject | undefined {
  return about === "other" ? undefined : about;
}

/** Whose table is full, as the message says: an inode, a container, or nobody's name; undefined where it says nothing of it. */
function fullTable(message: string): { readonly namespace: string | null } | undefined {
  const container = fullContainer(message);
  if (container !== undefined) return { namespace: `container ${container}` };
  for (const { pattern } of TABLE_FULL) {
    const named = pattern.exec(message);
    if (named) return { namespace: named[1] ?? null };
  }
  return undefined;
}

function fullContainer(message: string): string | undefined {
  const full = message.indexOf(" table full");
  if (full < 0) return undefined;
  const before = message.slice(Math.max(0, full - FAR), full);
  const module = CONTAINER.module.exec(before);
  if (!module) return undefined;
  const behind = `${before.slice(module.index)}${message.slice(full, full + FAR)}`;
  return (CONTAINER.behind.exec(behind) ?? CONTAINER.before.exec(before.slice(0, module.index)))?.[1];
}

/** How many lines this one stands for: as rsyslog and Kubernetes write it. */
function timesOf(message: string): number {
  return Number((REPEATED_IN_PLACE.exec(message) ?? COUNTED.exec(message))?.[1] ?? 1);
}

function pathOf(key: string): string {
  return key.replaceAll(".", "/");
}
