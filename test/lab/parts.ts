// The boots that a kernel is asked in: the one that everybody gets, and those of parts that take long. Data only.

/** One boot: words for our program, and the machine where it is another than usual. */
export interface BootPlan {
  /** Names its answers in the cache. */
  readonly id: string;
  readonly words: readonly string[];
  readonly mebibytes?: number;
  readonly cpus?: number;
}

export const USUAL_MEBIBYTES = 2048;
export const USUAL_CPUS = 2;

/** Keys, writes, costs, limits, eviction, texts: what every kernel is asked. */
export const MAIN: BootPlan = { id: "main", words: [] };

export interface PartPlan {
  readonly what: string;
  readonly boots: readonly BootPlan[];
}

const SHORT = ["lab=short"];
const withMemory = (mebibytes: number): BootPlan => ({ id: `${mebibytes} MiB`, words: SHORT, mebibytes });
const withCpus = (cpus: number): BootPlan => ({ id: `${cpus} processors`, words: SHORT, cpus });

export const PARTS = {
  memory: { what: "defaults at six more sizes of memory, a boot each", boots: [256, 512, 1024, 4096, 6144, 8192].map(withMemory) },
  cpus: { what: "the slab of entries with 1, 4, 8 and 16 processors, a boot each", boots: [1, 4, 8, 16].map(withCpus) },
  "many-cpus": { what: "the slab of entries with 64 processors", boots: [withCpus(64)] },
  // A table of 536,870,912 buckets takes 4 GiB: a machine with less refuses it, whatever its kernel allows.
  buckets: {
    what: "the largest numbers of buckets, on a machine of 6 GiB",
    boots: [{ id: "buckets", words: ["lab=buckets"], mebibytes: 6144 }],
  },
  resize: { what: "what a resize of the table costs at 100,000 and 1,000,000 entries", boots: [{ id: "resize", words: ["lab=resize"] }] },
  collector: { what: "how long an expired entry stays counted", boots: [{ id: "collector", words: ["lab=collector"] }] },
} as const satisfies Readonly<Record<string, PartPlan>>;

export type Part = keyof typeof PARTS;

export const PART_NAMES = Object.keys(PARTS) as readonly Part[];

/** In the order in which they run. */
export function bootsOf(parts: ReadonlySet<Part>): readonly BootPlan[] {
  return [MAIN, ...PART_NAMES.filter((part) => parts.has(part)).flatMap((part): readonly BootPlan[] => PARTS[part].boots)];
}
