// What was measured on booted kernels: each figure with the kernels that it was measured on, from their recordings.
import type { RecordedKernel } from "./recordings.ts";

export interface Measured {
  /** Its name in the product's table. */
  readonly id: string;
  /** As a row of a table begins. */
  readonly what: string;
  readonly isOn: (kernel: RecordedKernel) => boolean;
  /** How much, over all of these kernels. */
  readonly detail: (kernels: readonly RecordedKernel[]) => string;
}

const sum = (kernels: readonly RecordedKernel[], of: (kernel: RecordedKernel) => number): string => {
  return kernels.reduce((all, kernel) => all + of(kernel), 0).toLocaleString("en-US");
};

/** Numbers in order, each once. */
function all(kernels: readonly RecordedKernel[], of: (kernel: RecordedKernel) => readonly number[]): string {
  const found = [...new Set(kernels.flatMap(of))].sort((one, other) => one - other);
  return found.length < 8
    ? found.map((one) => one.toLocaleString("en-US")).join(", ")
    : `${found.length} from ${found[0]} to ${found.at(-1)}`;
}

/** In the order of the table. A figure that nothing asks for by its id stands here for the document. */
export const MEASURED: readonly Measured[] = [
  {
    id: "keys",
    what: "Presence, mode and default of every key",
    isOn: ({ keys }) => keys.length > 0,
    detail: (kernels) => `${sum(kernels, ({ keys }) => keys.length)} files`,
  },
  {
    id: "writes",
    what: "Results of writes in the initial namespace",
    isOn: ({ writes }) => writes[0] > 0,
    detail: (kernels) => `${sum(kernels, ({ writes }) => writes[0])} writes`,
  },
  {
    id: "childWrites",
    what: "Results of writes in a fresh namespace",
    isOn: ({ writes }) => writes[1] > 0,
    detail: (kernels) => `${sum(kernels, ({ writes }) => writes[1])} writes`,
  },
  {
    id: "bounds",
    what: "Fragment thresholds checked against each other",
    isOn: ({ bounds }) => bounds > 0,
    detail: (kernels) => `${sum(kernels, ({ bounds }) => bounds)} writes`,
  },
  {
    id: "large",
    what: "Largest number of buckets with 6 GiB of memory",
    isOn: ({ large }) => large > 0,
    detail: (kernels) => `${sum(kernels, ({ large }) => large)} writes`,
  },
  {
    id: "defaults",
    what: "Defaults of max, buckets and expect_max by memory",
    isOn: ({ memories }) => memories.length > 0,
    detail: (kernels) => `MiB: ${all(kernels, ({ memories }) => memories)}`,
  },
  {
    id: "options",
    what: "Module options, valid and invalid",
    isOn: ({ options }) => options > 0,
    detail: (kernels) => `${sum(kernels, ({ options }) => options)} loads`,
  },
  {
    id: "slabs",
    what: "Size and slab of an entry",
    isOn: ({ cpus }) => cpus.length > 0,
    detail: (kernels) => `CPUs: ${all(kernels, ({ cpus }) => cpus)}`,
  },
  {
    id: "costs",
    what: "Bytes per entry, for each extension alone and together, and for each kind of NAT",
    isOn: ({ costs }) => costs.includes("all"),
    detail: (kernels) => `${sum(kernels, ({ costs }) => costs.length)} experiments of 10,000 flows`,
  },
  {
    id: "smallTables",
    what: "Capacity of a hash table that is too small",
    isOn: ({ smallTables }) => smallTables > 0,
    detail: (kernels) => `${sum(kernels, ({ smallTables }) => smallTables)} floods`,
  },
  {
    id: "limits",
    what: "Limits of 1, 200, 0, -1 and 2,147,483,647",
    isOn: ({ limits }) => limits > 0,
    detail: (kernels) => `${sum(kernels, ({ limits }) => limits)} limits`,
  },
  { id: "log", what: "Log messages of a full table", isOn: ({ log }) => log, detail: () => "" },
  {
    id: "eviction",
    what: "Evictions from a full table by state",
    isOn: ({ evicted }) => Object.keys(evicted).length > 0,
    detail: (kernels) => `${sum(kernels, ({ evicted }) => Object.keys(evicted).length)} tables`,
  },
  {
    id: "shown",
    what: "Tables and counters printed by the kernel and conntrack",
    isOn: ({ shown }) => shown > 1,
    detail: (kernels) => `${sum(kernels, ({ shown }) => shown)} texts`,
  },
  {
    id: "resize",
    what: "Cost of resizing the hash table",
    isOn: ({ resize }) => Object.keys(resize).length > 0,
    detail: (kernels) => `entries: ${all(kernels, ({ resize }) => Object.keys(resize).map(Number))}`,
  },
  {
    id: "collector",
    what: "Time until an expired entry is collected",
    isOn: ({ collected }) => collected.length > 0,
    detail: () => "1,000 entries of 5 s each",
  },
];

/** "27, 5.10.218 to 7.3.4" */
export function onKernels(kernels: readonly RecordedKernel[]): string {
  const [first, last] = [kernels[0]?.level, kernels.at(-1)?.level];
  return first === last ? `${kernels.length}, ${first}` : `${kernels.length}, ${first} to ${last}`;
}

export function kernelName({ level, realtime, arch, page }: RecordedKernel): string {
  const flavour = [realtime ? "real-time" : "", page === 4096 ? "" : `${page / 1024} KiB`].filter((text) => text !== "");
  return [`${level} ${arch}`, ...flavour].join(", ");
}
