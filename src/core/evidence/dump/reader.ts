// Reads a table as it comes, in pieces of any size: lines out of bytes, entries out of lines. Constant memory.
import { LIMITS } from "../../text/limits.ts";
import { LineReader } from "./line.ts";
import { NatAddresses } from "./nat-addresses.ts";
import { entryIn } from "./pasted.ts";
import { summarize } from "./summarize.ts";
import type { BadLine, DumpSummary, SummaryOptions } from "./summary.ts";
import { Tally } from "./tally.ts";
import { bytesOf, textOf } from "./text.ts";
import { FlowRecords, lineOfFlow } from "./xml.ts";

const LINE_FEED = 10;
const BLANK = 32;
const LESS_THAN = 60;
/** How many bad lines are shown, and how much of each. */
const SHOWN_LINES = 5;
const SHOWN_LENGTH = 200;
/** What conntrack(8) says when it is done; with 2>&1 it is in the dump. */
const CLOSING = /^conntrack v\S+ \(conntrack-tools\): \d+ flow entries have been shown\.\s*$/;
const CLOSING_FIRST = 99;

export interface DumpReader {
  /** Takes the next bytes. They are not kept: the caller may write over them. */
  push(chunk: Uint8Array): void;
  /** Takes a line as `conntrack -L` prints it, with its line feed; false where it is no entry. */
  entry(line: string): boolean;
  /** The next entry is the first of another table, which takes the place of the one before. */
  another(): void;
  /** Ends a text, and with it its last line; returns how many lines there were so far. More texts may follow. */
  endText(): number;
  /** What was read; a last line without a line feed counts. Nothing may be pushed afterwards. */
  end(options?: SummaryOptions): DumpSummary;
}

/** Takes lines that are no entries: bytes[from..to), of which the first is line number `line`. They are not its own. */
export type TakeOthers = (bytes: Uint8Array, from: number, to: number, line: number) => void;

/**
 * A reader for /proc/net/nf_conntrack, /proc/net/ip_conntrack, and `conntrack -L` in plain, extended or XML form. With
 * `others`, lines that hold no entry go there instead of being counted as bad.
 */
export function createDumpReader(others?: TakeOthers): DumpReader {
  return new Reader(others);
}

class Reader implements DumpReader {
  readonly #others: TakeOthers | undefined;
  /** Where in the chunk the lines begin that are for `others`; -1 for none. */
  #othersFrom = -1;
  #othersLine = 0;
  readonly #line = new LineReader();
  #tally = new Tally();
  #another = false;
  #samples: BadLine[] = [];
  #bad = 0;
  #lines = 0;
  #bytes = 0;
  /** Undefined until the first byte that is no blank. */
  #xml: boolean | undefined;
  /** The first byte, a "<", as long as the next one has not come. */
  #held: Uint8Array | undefined;
  readonly #records = new FlowRecords();
  /** A line whose end has not come yet, with room for a line feed. */
  readonly #rest = new Uint8Array(LIMITS.lineBytes + 1);
  #restLength = 0;

  constructor(others: TakeOthers | undefined) {
    this.#others = others;
  }

  push(piece: Uint8Array): void {
    this.#bytes += piece.length;
    const chunk = this.#held ? joined(this.#held, piece) : piece;
    this.#held = undefined;
    if (this.#xml === undefined && endsInDoubt(chunk)) {
      this.#held = chunk.slice();
      return;
    }
    this.#xml ??= looksLikeXml(chunk);
    if (this.#xml) this.#records.push(chunk, (record) => this.#takeRecord(record));
    else this.#pushLines(chunk);
  }

  entry(line: string): boolean {
    this.#line.read(bytesOf(line), 0);
    return this.#line.problem === undefined && this.#add();
  }

  another(): void {
    this.#another = this.#tally.entries > 0;
  }

  endText(): number {
    if (this.#held) {
      this.#xml = false;
      this.#pushLines(this.#held);
      this.#held = undefined;
    }
    if (this.#xml) {
      const rest = this.#records.rest();
      if (rest.includes("<flow")) this.#takeRecord(rest);
    } else if (this.#restLength > 0) {
      this.#finishRest();
    }
    this.#xml = undefined;
    return this.#lines;
  }

  end(options: SummaryOptions = {}): DumpSummary {
    this.endText();
    const read = { bytes: this.#bytes, lines: this.#lines, badLines: this.#bad, badSamples: this.#samples };
    return summarize(this.#tally, this.#line, read, options);
  }

  #pushLines(chunk: Uint8Array): void {
    let from = 0;
    if (this.#restLength > 0) {
      from = chunk.indexOf(LINE_FEED) + 1;
      this.#keep(chunk, 0, from === 0 ? chunk.length : from - 1);
      if (from === 0) return;
      this.#finishRest();
    }
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    while (from < end) from = this.#takeLine(chunk, from);
    this.#passOthers(chunk, end);
    this.#keep(chunk, from, chunk.length);
  }

  /** Adds to the line that has not ended; what is beyond the longest line is dropped, and its length remembered. */
  #keep(chunk: Uint8Array, from: number, to: number): void {
    const room = Math.max(0, LIMITS.lineBytes - this.#restLength);
    if (room > 0) this.#rest.set(chunk.subarray(from, Math.min(to, from + room)), this.#restLength);
    this.#restLength += to - from;
  }

  #finishRest(): void {
    const length = this.#restLength;
    this.#restLength = 0;
    this.#rest[Math.min(length, LIMITS.lineBytes)] = LINE_FEED;
    if (length > LIMITS.lineBytes) this.#takeOverlong(this.#rest, 0);
    else this.#passOthers(this.#rest, this.#takeLine(this.#rest, 0));
  }

  /** Hands on what has come together, up to `to`. */
  #passOthers(bytes: Uint8Array, to: number): void {
    if (this.#othersFrom < 0) return;
    this.#others?.(bytes, this.#othersFrom, to, this.#othersLine);
    this.#othersFrom = -1;
  }

  /** Reads one line; returns the place after its line feed. */
  #takeLine(bytes: Uint8Array, from: number): number {
    const line = this.#line;
    const next = line.read(bytes, from);
    if (next - from > LIMITS.lineBytes + 1) {
      this.#takeOverlong(bytes, from);
    } else {
      this.#lines++;
      if (line.problem === undefined && this.#othersFrom >= 0) {
        // What stands before it comes first, and may read lines itself.
        this.#passOthers(bytes, from);
        line.read(bytes, from);
      }
      if (line.problem !== undefined || !this.#add()) this.#takeBad(bytes, from, next - 1, line.problem ?? "too many kinds");
    }
    return next;
  }

  #takeOverlong(bytes: Uint8Array, from: number): void {
    this.#lines++;
    this.#noteBad(() => textOf(bytes, from, from + SHOWN_LENGTH), "too long");
  }

  #takeRecord(record: string): void {
    const line = lineOfFlow(record);
    if (line !== undefined) {
      this.#takeLine(bytesOf(line), 0);
    } else {
      this.#lines++;
      this.#noteBad(() => record.slice(0, SHOWN_LENGTH), "an incomplete entry");
    }
  }

  /** Lines as people paste them are tried once more. Blank lines and what conntrack(8) says of itself are not bad. */
  #takeBad(bytes: Uint8Array, from: number, to: number, reason: BadLine["reason"]): void {
    const entry = holdsSource(bytes, from, to) ? entryIn(textOf(bytes, from, to)) : undefined;
    if (entry !== undefined) {
      this.#passOthers(bytes, from);
      if (this.entry(entry)) return;
    }
    if (this.#others && entry === undefined) {
      if (this.#othersFrom < 0) {
        this.#othersFrom = from;
        this.#othersLine = this.#lines;
      }
      return;
    }
    if (firstInk(bytes, from, to) === to) return;
    const text = (): string => textOf(bytes, from, Math.min(to, from + SHOWN_LENGTH));
    if (bytes[from] !== CLOSING_FIRST || !CLOSING.test(text())) this.#noteBad(text, reason);
  }

  #add(): boolean {
    if (this.#another) {
      this.#another = false;
      this.#tally = new Tally();
      this.#line.natAddresses = new NatAddresses();
      this.#bad = 0;
      this.#samples = [];
    }
    return this.#tally.add(this.#line);
  }

  #noteBad(text: () => string, reason: BadLine["reason"]): void {
    this.#bad++;
    if (this.#samples.length < SHOWN_LINES) this.#samples.push({ line: this.#lines, text: text(), reason });
  }
}

function firstInk(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] as number) <= BLANK) at++;
  return at;
}

/** Whether "src=" stands in the line. */
function holdsSource(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to - 3; at++)
    if (bytes[at] === 115 && bytes[at + 1] === 114 && bytes[at + 2] === 99 && bytes[at + 3] === 61) return true;
  return false;
}

/** Priorities of syslog begin so too: `<4>Nov 23 ...`. */
function looksLikeXml(chunk: Uint8Array): boolean | undefined {
  const at = firstInk(chunk, 0, chunk.length);
  return at < chunk.length ? chunk[at] === LESS_THAN && !isDigit(chunk[at + 1] as number) : undefined;
}

function endsInDoubt(chunk: Uint8Array): boolean {
  return chunk[chunk.length - 1] === LESS_THAN && firstInk(chunk, 0, chunk.length) === chunk.length - 1;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte < 58;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
