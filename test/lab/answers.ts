// What one kernel answered: the lines that its boots printed, by kind. Types only.

/** What the host knows of a boot, and what it found in the package. */
export interface AnswersHead {
  readonly name: string;
  /** Package and suite it is from, or where the answers come from. */
  readonly from: string;
  /** The day it was asked, as YYYY-MM-DD. */
  readonly date: string;
  readonly arch: string;
  /** CONFIG_HZ, where the package tells it. */
  readonly hz?: number;
  /** "kvm" or "tcg" (software emulation). */
  readonly accelerator: string;
  /** Of the whole run on the host. */
  readonly seconds: number;
  /** Build options that decide which keys there are, without CONFIG_. */
  readonly options: Readonly<Record<string, string>>;
}

interface Start {
  /** As uname -r prints it. */
  readonly release: string;
  readonly version: string;
  readonly machine: string;
  readonly bootMilliseconds: number;
  readonly cpus: number;
  /** Bytes of a page. */
  readonly page: number;
}

interface KeyAnswer {
  readonly where: "initial" | "child";
  /** Below /proc/sys. */
  readonly path: string;
  readonly mode: string;
  readonly value: string;
}

/** [number of the text, name of the error or "", value read afterwards] */
type WriteCase = readonly [text: number, error: string, after: string];

export interface Writes {
  readonly where: "initial" | "child";
  readonly path: string;
  readonly before: string;
  readonly cases: readonly WriteCase[];
}

interface Bound {
  readonly path: string;
  /** The initial namespace's upper threshold. */
  readonly ceiling: number;
  readonly low: number;
  readonly high: number;
  readonly written: number;
  readonly result: string;
  readonly after: number;
}

interface Memory {
  readonly kib: number;
  readonly max: number;
  readonly buckets: number;
  readonly expectMax: number;
}

interface ModuleOption {
  readonly option: string;
  readonly result: string;
  readonly buckets?: number;
  readonly max?: number;
  readonly expectMax?: number;
  readonly acct?: number;
  readonly timestamp?: number;
}

/** A write to the parameter `hashsize` of the loaded module. */
interface Parameter {
  readonly written: string;
  readonly result: string;
  readonly buckets: number;
  readonly max: number;
}

interface Slab {
  readonly possible: string;
  readonly present: string;
  readonly object_size?: number;
  readonly slab_size?: number;
  readonly objs_per_slab?: number;
  readonly order?: number;
  readonly page: number;
}

export interface Cost {
  readonly label: string;
  readonly flows: number;
  /** Caches that grew with the flows: name, objects, bytes of an object. */
  readonly caches: readonly (readonly [name: string, objects: number, bytes: number])[];
}

interface Hash {
  readonly buckets: number;
  readonly offered: number;
  readonly held: number;
}

interface Limit {
  readonly written: string;
  readonly refused?: string;
  readonly max?: number;
  readonly offered?: number;
  readonly held?: number;
}

interface Evicted {
  readonly state: string;
  readonly max: number;
  readonly buckets: number;
  readonly filled: number;
  readonly assured: number;
  readonly offered: number;
  readonly taken: number;
  readonly left: number;
  readonly leftAssured: number;
  /** How often /proc/net/nf_conntrack showed less than the counter. */
  readonly shortReads: number;
}

interface Lowered {
  readonly before: number;
  readonly to: number;
  readonly afterOne: number;
  readonly afterMore: number;
}

/** A number of buckets written on a machine with the memory for it. */
interface Large {
  readonly written: string;
  readonly result: string;
  readonly buckets: number;
}

export interface Resize {
  readonly entries: number;
  readonly buckets: number;
  /** Hash operations; -1 where they could not be counted. */
  readonly growHashes: number;
  readonly shrinkHashes: number;
  readonly fillMicroseconds: number;
  readonly growMicroseconds: number;
  readonly shrinkMicroseconds: number;
  readonly left: number;
}

export interface Lines {
  readonly start: readonly Start[];
  readonly texts: readonly { readonly list: readonly string[] }[];
  readonly key: readonly KeyAnswer[];
  readonly writes: readonly Writes[];
  readonly bound: readonly Bound[];
  readonly memory: readonly Memory[];
  readonly option: readonly ModuleOption[];
  readonly parameter: readonly Parameter[];
  readonly slab: readonly Slab[];
  readonly cost: readonly Cost[];
  readonly hash: readonly Hash[];
  readonly limit: readonly Limit[];
  readonly log: readonly { readonly label: string; readonly level: number; readonly text: string }[];
  readonly evicted: readonly Evicted[];
  readonly lowered: readonly Lowered[];
  readonly shown: readonly { readonly counters: string; readonly count: number }[];
  readonly text: readonly { readonly label: string; readonly text?: string; readonly missing?: string }[];
  readonly large: readonly Large[];
  readonly resize: readonly Resize[];
  readonly collected: readonly {
    readonly entries: number;
    readonly lifetime: number;
    readonly counts: readonly (readonly [number, number])[];
  }[];
  readonly switch: readonly {
    readonly path: string;
    readonly before: number;
    readonly written: string;
    readonly result: string;
    readonly after: number;
  }[];
  readonly section: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly note: readonly { readonly about: string; readonly what: string }[];
  readonly end: readonly { readonly milliseconds: number }[];
}

export interface Answers extends AnswersHead {
  readonly lines: Lines;
}
