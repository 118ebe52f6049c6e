// Reads the counters of all CPUs: /proc/net/stat/nf_conntrack (and ip_conntrack), `conntrack -S` old and new.
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

/** Undefined where the text holds no statistics at all. */
export function readStatistics(text: string): Statistics | undefined {
  const state: Draft = { cpus: [], entries: null, unknown: new Set(), badLines: 0 };
  const summed = new Map<CounterId, number>();
  let header: readonly string[] | undefined;
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/);
    if (words[0] === "") continue;
    if (words[0] === "entries" && words.length > 2) header = words;
    else if (words[0]?.startsWith("cpu=")) readPairs(words, state);
    else if (header && words.every((word) => /^[0-9a-f]{8,16}$/.test(word))) readColumns(header, words, state);
    else if (words.length === 2 && /^\d{1,16}$/.test(words[1] ?? "")) readSum(words[0] ?? "", Number(words[1]), summed, state);
    else state.badLines++;
  }
  if (summed.size > 0 && state.cpus.length === 0) state.cpus.push(Object.fromEntries(summed));
  if (state.cpus.length === 0) return undefined;
  return { ...state, total: totalOf(state.cpus), unknown: [...state.unknown] };
}

interface Draft {
  readonly cpus: Counters[];
  entries: number | null;
  readonly unknown: Set<string>;
  badLines: number;
}

/** Kernels differ in their columns, and have changed what some mean: the header decides. */
function readColumns(header: readonly string[], words: readonly string[], state: Draft): void {
  if (words.length !== header.length || state.cpus.length >= MOST_CPUS) {
    state.badLines++;
    return;
  }
  const counters: Partial<Record<CounterId, number>> = {};
  for (const [index, name] of header.entries()) {
    const value = Number.parseInt(words[index] ?? "", 16);
    if (name === "entries") state.entries = value;
    else set(counters, name, value, state);
  }
  state.cpus.push(counters);
}

/** `cpu=0  found=1 invalid=2 ...` */
function readPairs(words: readonly string[], state: Draft): void {
  const counters: Partial<Record<CounterId, number>> = {};
  let read = 0;
  for (const word of words.slice(1)) {
    const [, name = "", digits = ""] = /^([a-z_]{1,40})=(\d{1,16})$/.exec(word) ?? [];
    if (name === "") continue;
    set(counters, name, Number(digits), state);
    read++;
  }
  if (read === 0 || state.cpus.length >= MOST_CPUS) state.badLines++;
  else state.cpus.push(counters);
}

/** `insert_failed           3`, as programs before conntrack-tools 1.0 print sums. */
function readSum(name: string, value: number, summed: Map<CounterId, number>, state: Draft): void {
  const id = counterNamed(name);
  if (name === "entries") state.entries = value;
  else if (id && value <= LARGEST) summed.set(id, value);
  else state.badLines++;
}

function set(counters: Partial<Record<CounterId, number>>, name: string, value: number, state: Draft): void {
  const id = counterNamed(name);
  if (id && value <= LARGEST) counters[id] = value;
  else if (state.unknown.size < MOST_UNKNOWN) state.unknown.add(name.slice(0, 40));
}

function totalOf(cpus: readonly Counters[]): Counters {
  const total: Partial<Record<CounterId, number>> = {};
  for (const counters of cpus) {
    for (const [id, value] of Object.entries(counters) as [CounterId, number][]) total[id] = (total[id] ?? 0) + value;
  }
  return total;
}
