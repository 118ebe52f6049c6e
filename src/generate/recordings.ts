// test/fixtures/kernels/recordings.json, as far as generated files need it: who was asked when, and what. Each kernel says
// what differs from the one before it.

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Group = { readonly [name: string]: Json };

const FILE = "test/fixtures/kernels/recordings.json";
/** Stands for a member that the kernel before had and this one has not. */
const GONE = "\u0000gone";

export interface RecordedKernel {
  readonly name: string;
  /** As `uname -r` prints it. */
  readonly release: string;
  /** "6.1.192": with the patch level that Debian's build has behind it. */
  readonly level: string;
  readonly realtime: boolean;
  readonly from: string;
  readonly date: string;
  readonly arch: string;
  readonly page: number;
  readonly accelerator: string;
  readonly bootSeconds: number;
  readonly runSeconds: number;
  readonly keys: readonly string[];
  /** Texts written to keys, in the initial namespace and in a fresh one. */
  readonly writes: readonly [initial: number, child: number];
  readonly bounds: number;
  /** MiB of memory with which it chose its table. */
  readonly memories: readonly number[];
  readonly options: number;
  /** Numbers of processors with which the slab of entries was looked at. */
  readonly cpus: readonly number[];
  /** Names of experiments with 10,000 flows each. */
  readonly costs: readonly string[];
  readonly smallTables: number;
  readonly limits: number;
  readonly log: boolean;
  readonly shown: number;
  readonly evicted: Readonly<Record<string, Evicted>>;
  readonly reads: readonly [whole: number, short: number];
  readonly large: number;
  readonly resize: Readonly<Record<string, Resized>>;
  readonly collected: readonly (readonly [seconds: number, count: number])[];
}

interface Evicted {
  readonly filled: number;
  readonly assured: number;
  readonly offered: number;
  readonly taken: number;
  readonly left: number;
}

interface Resized {
  readonly left: number;
  readonly grow: number | null;
  readonly shrink: number | null;
}

/** In order of version. */
export function recordedKernels(read: (path: string) => string): readonly RecordedKernel[] {
  const { texts, outcomes, kernels }: Recordings = JSON.parse(read(FILE));
  const full: Group[] = [];
  for (const changes of kernels) full.push(laidOver(full.at(-1) ?? {}, changes));
  const written = outcomes.map(({ texts: list, untried }) => (texts[list]?.length ?? 0) - countOf(untried));
  return full
    .map((record) => kernelOf(record, written))
    .sort((one, other) => order(one.level) - order(other.level) || (one.name < other.name ? -1 : 1));
}

interface Recordings {
  readonly texts: readonly (readonly string[])[];
  readonly outcomes: readonly { readonly texts: number; readonly untried: string }[];
  readonly kernels: readonly Group[];
}

/** How many numbers are in "0-3,7". */
function countOf(ranges: string): number {
  const runs = ranges === "" ? [] : ranges.split(",");
  return runs.reduce((sum, run) => {
    const [from = 0, to = from] = run.split("-").map(Number);
    return sum + to - from + 1;
  }, 0);
}

function kernelOf(record: Group, written: readonly number[]): RecordedKernel {
  const text = (name: string): string => String(record[name] ?? "");
  const member = <T>(name: string): Readonly<Record<string, T>> => (record[name] ?? {}) as unknown as Readonly<Record<string, T>>;
  const count = (name: string): number => Object.keys(member(name)).length;
  const [release, build] = [text("release"), text("build")];
  const level = /Debian (\d+\.\d+\.\d+)/.exec(build)?.[1] ?? /^\d+\.\d+(?:\.\d+)?/.exec(release)?.[0] ?? release;
  const writesIn = (where: string): number =>
    Object.values(member<{ readonly outcomes?: number }>(where)).reduce((sum, { outcomes }) => {
      return sum + (outcomes === undefined ? 0 : (written[outcomes] ?? 0));
    }, 0);
  return {
    name: text("name"),
    release,
    level,
    realtime: /PREEMPT_RT/.test(build),
    from: text("from"),
    date: text("date"),
    arch: text("arch"),
    page: Number(record["page"]),
    accelerator: text("accelerator"),
    bootSeconds: Number(record["bootSeconds"] ?? 0),
    runSeconds: Number(record["runSeconds"] ?? 0),
    keys: Object.keys(member("initial")),
    writes: [writesIn("initial"), writesIn("child")],
    bounds: count("bounds"),
    memories: Object.keys(member("defaults")).map((kib) => Math.round(Number(kib) / 1024)),
    options: count("moduleOptions"),
    cpus: Object.keys(member("slabs")).map((present) => Number(present.split("-").at(-1)) + 1),
    costs: Object.keys(member("costs")),
    smallTables: count("hash"),
    limits: count("limits"),
    log: count("log") > 0,
    shown: count("shown"),
    evicted: member("evicted"),
    reads: (record["reads"] ?? [0, 0]) as unknown as RecordedKernel["reads"],
    large: count("large"),
    resize: member("resize"),
    collected: (record["collected"] ?? []) as unknown as RecordedKernel["collected"],
  };
}

function order(level: string): number {
  const [major = 0, minor = 0, patch = 0] = level.split(".").map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

function laidOver(base: Group, changes: Group): Group {
  const full: Record<string, Json> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const before = base[name];
    if (value === GONE) delete full[name];
    else full[name] = isGroup(before) && isGroup(value) ? laidOver(before, value) : value;
  }
  return full;
}

function isGroup(value: Json | undefined): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
