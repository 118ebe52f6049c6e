// Reads the counters of all CPUs, line by line: /proc/net/stat/nf_conntrack (and ip_conntrack), `conntrack -S` old and
// new, and what node_exporter makes of them.
import { type CounterId, counterNamed } from "./counters.ts";

export type Counters = Readonly<Partial<Record<CounterId, number>>>;

export interface Statistics {
  /** Each CPU's own, in order; one where the text has sums only. */
  readonly cpus: readonly Counters[];
  readonly total: Counters;
  /** Entries in this namespace, where the text says it: each line of /proc repeats it. */
  readonly entries: number | null;
  /** Columns or keys that are not known. */
  readonly unknown: readonly string[];
  /** Lines that fit neither the header nor any format. */
  readonly badLines: number;
}

/** No kernel has more CPUs; what comes after is not read. */
const MOST_CPUS = 8192;
const MOST_UNKNOWN = 20;
/** Counters are unsigned ints (struct ip_conntrack_stat); the sums of old programs may be larger. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Undefined where the text holds no statistics at all; of several readings in it, the last. */
export function readStatistics(text: string): Statistics | undefined {
  let last: Statistics | undefined;
  const reader = new StatisticsReader((reading) => {
    last = reading;
  });
  for (const line of text.split("\n")) if (line.trim() !== "" && !reader.take(line)) reader.bad();
  reader.end();
  return last;
}

/** Cuts a text into readings: a CPU, a header or a sum that was there already begins another. */
export class StatisticsReader {
  readonly #done: (reading: Statistics) => void;
  #draft = draft();
  #header: readonly string[] | undefined;
  #lastCpu = -1;

  constructor(done: (reading: Statistics) => void) {
    this.#done = done;
  }

  /** False where the line holds no counters. */
  take(line: string): boolean {
    const text = line.trim();
    if (text.startsWith("cpu=")) return this.#takePairs(text);
    if (HEADER.test(text)) {
      this.end();
      this.#header = text.split(/\s+/);
      return true;
    }
    if (this.#header && COLUMNS.test(text)) return this.#takeColumns(this.#header, text.split(/\s+/));
    const [, exported = "", amount = ""] = EXPORTED.exec(text) ?? [];
    if (exported !== "") return this.#takeSum(exported, Number(amount));
    const [, name = "", digits = ""] = SUM.exec(text) ?? [];
    return name !== "" && this.#takeSum(name, Number(digits));
  }

  /** A line among the counters that is none. */
  bad(): void {
    this.#draft.badLines++;
  }

  /** Ends the reading that there is; whatever comes begins another. */
  end(): void {
    const { cpus, sums, entries, unknown, badLines } = this.#draft;
    this.#draft = draft();
    this.#header = undefined;
    this.#lastCpu = -1;
    if (sums.size > 0 && cpus.length === 0) cpus.push(Object.fromEntries(sums));
    if (cpus.length > 0) this.#done({ cpus, entries, badLines, total: totalOf(cpus), unknown: [...unknown] });
  }

  /** `cpu=0  found=1 invalid=2 ...` */
  #takePairs(text: string): boolean {
    const words = text.split(/\s+/);
    const cpu = Number(/^cpu=(\d{1,6})$/.exec(words[0] ?? "")?.[1] ?? Number.NaN);
    const pairs = words.slice(1).flatMap((word) => {
      const [, name = "", digits = ""] = /^([a-z_]{1,40})=(\d{1,16})$/.exec(word) ?? [];
      return name === "" ? [] : [[name, Number(digits)] as const];
    });
    if (Number.isNaN(cpu) || pairs.length === 0) return false;
    if (cpu <= this.#lastCpu) this.end();
    this.#lastCpu = cpu;
    const counters: Partial<Record<CounterId, number>> = {};
    for (const [name, value] of pairs) set(counters, name, value, this.#draft);
    return this.#addCpu(counters);
  }

  /** Kernels differ in their columns, and have changed what some mean: the header decides. */
  #takeColumns(header: readonly string[], words: readonly string[]): boolean {
    if (words.length !== header.length) return false;
    const counters: Partial<Record<CounterId, number>> = {};
    for (const [index, name] of header.entries()) {
      const value = Number.parseInt(words[index] ?? "", 16);
      if (name === "entries") this.#draft.entries = value;
      else set(counters, name, value, this.#draft);
    }
    return this.#addCpu(counters);
  }

  /** `insert_failed           3`, as programs before conntrack-tools 1.0 print sums. */
  #takeSum(name: string, value: number): boolean {
    const id = counterNamed(name);
    if ((!id && name !== "entries") || !(value <= LARGEST)) return false;
    if (id ? this.#draft.sums.has(id) : this.#draft.sums.size > 0 && this.#draft.entries !== null) this.end();
    if (id) this.#draft.sums.set(id, value);
    else this.#draft.entries = value;
    return true;
  }

  #addCpu(counters: Counters): boolean {
    if (this.#draft.cpus.length < MOST_CPUS) this.#draft.cpus.push(counters);
    else this.#draft.badLines++;
    return true;
  }
}

const HEADER = /^entries\s+[a-z_]{3,20}\s+[a-z_]{3,20}\b/;
const COLUMNS = /^[0-9a-f]{8,16}(?:\s+[0-9a-f]{8,16}){1,40}$/;
const SUM = /^([a-z_]{3,20})\s{1,40}(\d{1,16})$/;
const EXPORTED =
  /^node_nf_conntrack_stat_([a-z_]{3,20})(?:\{[^}]{0,500}\})?(?: =>)?\s+(\d{1,16}(?:\.\d{1,16})?(?:e\+?\d{1,2})?)(?:\s+(?:@\[)?[\d.]{1,20}\]?)?$/;

interface Draft {
  readonly cpus: Counters[];
  readonly sums: Map<CounterId, number>;
  entries: number | null;
  readonly unknown: Set<string>;
  badLines: number;
}

function draft(): Draft {
  return { cpus: [], sums: new Map(), entries: null, unknown: new Set(), badLines: 0 };
}

function set(counters: Partial<Record<CounterId, number>>, name: string, value: number, { unknown }: Draft): void {
  const id = counterNamed(name);
  if (id && value <= LARGEST) counters[id] = value;
  else if (unknown.size < MOST_UNKNOWN) unknown.add(name.slice(0, 40));
}

function totalOf(cpus: readonly Counters[]): Counters {
  const total: Partial<Record<CounterId, number>> = {};
  for (const counters of cpus) {
    for (const [id, value] of Object.entries(counters) as [CounterId, number][]) total[id] = (total[id] ?? 0) + value;
  }
  return total;
}
