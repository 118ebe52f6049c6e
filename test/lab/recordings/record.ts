// What is kept of one kernel's answers: what a verdict or a figure can be held against. Pure.

/** Numbers in order, such as "0-3,7". */
type Ranges = string;

/** Numbers of texts: those refused, those never written, and those after which another number than the written one was read. */
export interface Outcomes {
  /** Number of the list of texts. */
  readonly texts: number;
  readonly refused: Ranges;
  readonly untried: Ranges;
  readonly read: Readonly<Record<string, string>>;
}

/** A key in the initial namespace and in a fresh one; null where it is not there. Outcomes by their number in the pool. */
export interface KeyRecord {
  readonly mode: string;
  readonly value: string;
  readonly outcomes?: number;
}

export interface KernelRecord {
  readonly name: string;
  /** uname -r, and the build behind it. */
  readonly release: string;
  readonly build: string;
  /** Suite and package, or what else the answers are from. */
  readonly from: string;
  /** The day it was asked, YYYY-MM-DD. */
  readonly date: string;
  /** As the product names it. */
  readonly arch: string;
  readonly hz: number | null;
  /** Bytes. */
  readonly page: number;
  readonly accelerator: string;
  /** Until our program began, and the whole run; of the emulated machine and of the host. */
  readonly bootSeconds: number;
  readonly runSeconds: number;
  readonly options: Readonly<Record<string, string>>;
  readonly initial: Readonly<Record<string, KeyRecord>>;
  readonly child: Readonly<Record<string, KeyRecord>>;
  /** "path, upper threshold of the initial namespace, low, high, written" -> "refused" or the value read. */
  readonly bounds: Readonly<Record<string, string>>;
  /** KiB of memory -> max, buckets, expect_max. */
  readonly defaults: Readonly<Record<string, readonly [max: number, buckets: number, expectMax: number]>>;
  /** Module options and writes to the parameter -> "refused", or what they made: buckets, max (and expect_max). */
  readonly moduleOptions: Readonly<Record<string, string>>;
  readonly parameter: Readonly<Record<string, string>>;
  /** Processors present -> bytes of struct, bytes of slot, objects a slab, order of the slab. */
  readonly slabs: Readonly<Record<string, readonly [struct: number, slot: number, objects: number, order: number]>>;
  /** Experiment -> bytes of the caches that grew by an object a flow. */
  readonly costs: Readonly<Record<string, readonly number[]>>;
  /** "buckets offered" -> held. */
  readonly hash: Readonly<Record<string, number>>;
  /** Limit written -> "refused", or how many of 3,000 flows were held. */
  readonly limits: Readonly<Record<string, string>>;
  /** Experiment -> a line of the log, numbers of namespaces masked. */
  readonly log: Readonly<Record<string, readonly string[]>>;
  /** State -> how many filled the table, were assured, came, were taken, were left; and what the counters say. */
  readonly evicted: Readonly<Record<string, Eviction>>;
  /** How often the table was read whole, and how many of the reads showed less than the counter. */
  readonly reads: readonly [whole: number, short: number];
  /** Written on a machine of 6 GiB -> "refused", or the buckets it made; empty where that was not asked. */
  readonly large: Readonly<Record<string, string>>;
  /** Entries -> what a resize to twice the buckets and back came to. */
  readonly resize: Readonly<Record<string, Resized>>;
  /** [seconds, count] of 1,000 entries with a lifetime of 5 s. */
  readonly collected: readonly (readonly [seconds: number, count: number])[];
  readonly switches: readonly string[];
  /** Tables and counters as printed: a line of each kind. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
}

export interface Eviction {
  readonly filled: number;
  readonly assured: number;
  readonly offered: number;
  readonly taken: number;
  readonly left: number;
  readonly earlyDrop: number;
  readonly drop: number;
}

export interface Resized {
  readonly buckets: number;
  /** Entries there afterwards. */
  readonly left: number;
  /** Hash operations; null where they could not be counted. */
  readonly grow: number | null;
  readonly shrink: number | null;
  /** Seconds, of a kernel that ran on real hardware alone. */
  readonly seconds?: readonly [grow: number, shrink: number];
}

export interface Recordings {
  readonly texts: readonly (readonly string[])[];
  readonly outcomes: readonly Outcomes[];
  readonly kernels: readonly KernelRecord[];
}

/** A text and what came of it: "refused", or the number read. */
export type Wrote = readonly [text: string, got: "refused" | bigint];

const DECIMAL = /^-?\d+$/;

/** The number that a text reads as where nothing else is kept. */
function asWritten(text: string): string | undefined {
  return DECIMAL.test(text) ? String(BigInt(text)) : undefined;
}

export function packOutcomes(texts: readonly string[], list: number, wrote: ReadonlyMap<number, "refused" | string>): Outcomes {
  const refused: number[] = [];
  const untried: number[] = [];
  const read: Record<string, string> = {};
  texts.forEach((text, index) => {
    const got = wrote.get(index);
    if (got === undefined) untried.push(index);
    else if (got === "refused") refused.push(index);
    else if (got !== asWritten(text)) read[index] = got;
  });
  return { texts: list, refused: toRanges(refused), untried: toRanges(untried), read };
}

export function unpackOutcomes({ texts, outcomes }: Recordings, number: number): readonly Wrote[] {
  const { texts: list, refused, untried, read } = outcomes[number] ?? { texts: 0, refused: "", untried: "", read: {} };
  const no = new Set(fromRanges(refused));
  const never = new Set(fromRanges(untried));
  return (texts[list] ?? []).flatMap((text, index): readonly Wrote[] => {
    if (never.has(index)) return [];
    if (no.has(index)) return [[text, "refused"]];
    const got = read[index] ?? asWritten(text);
    return got === undefined ? [] : [[text, BigInt(got)]];
  });
}

function toRanges(numbers: readonly number[]): Ranges {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

function fromRanges(ranges: Ranges): readonly number[] {
  if (ranges === "") return [];
  return ranges.split(",").flatMap((run) => {
    const [from = 0, to = from] = run.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
