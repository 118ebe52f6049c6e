// Kernel memory of a conntrack table: flows in whole slabs, the hash table in whole pages.

import { MEASURED_ON } from "../kernel/asked-kernels.ts";
import { extensionBlock, type Feature, natNote, type SizedBytes, slabObject } from "../kernel/entry-size.ts";
import { bucketBytes } from "../kernel/hash-table.ts";
import { pageBytes, pageSizes } from "../kernel/page-size.ts";
import { type Slab, slabsOf } from "../kernel/slab.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

export interface TableRequest {
  readonly target: KernelTarget;
  readonly entries: number;
  /** As the kernel made them, that is rounded (actualBuckets). */
  readonly buckets: number;
  readonly features: readonly Feature[];
}

/** All in bytes. */
export interface TableBytes {
  /** Slab object plus extension block of one flow. */
  readonly perEntry: number;
  readonly entries: number;
  readonly hashTable: number;
  readonly total: number;
}

export interface TableMemory {
  readonly bytes: TableBytes;
  /** The total by the number of CPUs, where that is not known and matters; `bytes` has the high end. */
  readonly band: { readonly low: number; readonly high: number };
  /** What `entries` of `bytes` is made of, each in whole slabs. */
  readonly parts: { readonly objects: number; readonly extensions: number };
  /** One line a figure, opening with how it is known. */
  readonly basis: readonly string[];
}

function inSlabs(entries: number, object: number, { objects, bytes }: Slab): number {
  return object === 0 ? 0 : Math.ceil(entries / objects) * bytes;
}

/** The slabs that waste most and least of the memory; the same where the CPUs are known, or do not matter. */
function packings(object: number, page: number, cpus: number | undefined): { readonly worst: Slab; readonly best: Slab } {
  const slabs = slabsOf(object, page, cpus);
  const each = (slab: Slab): number => slab.bytes / slab.objects;
  const first = slabs[0] ?? { objects: 1, bytes: page };
  return {
    worst: slabs.reduce((found, slab) => (each(slab) > each(found) ? slab : found), first),
    best: slabs.reduce((found, slab) => (each(slab) < each(found) ? slab : found), first),
  };
}

function line({ provenance, source }: SizedBytes, what: string): string {
  return `${provenance}: ${what} (${source})`;
}

/** What a table of `buckets` costs with `entries` flows in it. Expectations and flowtable entries are not in it. */
export function tableMemory({ target, entries, buckets, features }: TableRequest): TableMemory {
  const page = pageBytes(target);
  const object = slabObject(target);
  const block = extensionBlock(target, features);
  const head = bucketBytes(target);
  const [objects, blocks] = [packings(object.bytes, page, target.cpus), packings(Math.max(1, block.bytes), page, target.cpus)];
  const parts = {
    objects: inSlabs(entries, object.bytes, objects.worst),
    extensions: inSlabs(entries, block.bytes, blocks.worst),
  };
  const forEntries = parts.objects + parts.extensions;
  const least = inSlabs(entries, object.bytes, objects.best) + inSlabs(entries, block.bytes, blocks.best);
  // Nothing but pages: a table below 4 MiB may come from kmalloc, which can round further to a power of two.
  const hashTable = Math.ceil((buckets * head) / page) * page;
  const total = forEntries + hashTable;
  const seen = object.provenance === "measured";
  const names = features.length === 0 ? say("no extensions") : `extensions ${[...new Set(features)].join(", ")}`;
  return {
    bytes: { perEntry: object.bytes + block.bytes, entries: forEntries, hashTable, total },
    band: { low: Math.min(least, forEntries) + hashTable, high: total },
    parts,
    basis: [
      line(object, say("slab object {bytes} bytes", { bytes: formatCount(object.bytes) })),
      line(
        block,
        `${names}, ${block.bytes === 0 ? say("no block") : say("in a block of {bytes} bytes", { bytes: formatCount(block.bytes) })}`,
      ),
      line(
        object,
        say("{objects} objects in a slab of {bytes}", {
          objects: formatCount(objects.worst.objects),
          bytes: formatBytes(objects.worst.bytes),
        }),
      ),
      `${seen ? "measured" : "inferred"}: ${head} bytes per bucket in whole pages of ${formatBytes(page)} (${bucketsReadBack()})`,
      ...natLines(target, features),
      ...assumptions(target, least < forEntries, objects),
    ],
  };
}

/** How many buckets a page holds shows in what a kernel makes of the number that is written. */
function bucketsReadBack(): string {
  const { kernels, from, to } = MEASURED_ON.writes;
  return say("from the bucket counts that {kernels} booted kernels reported, {from} to {to}", { kernels, from, to });
}

function natLines(target: KernelTarget, features: readonly Feature[]): readonly string[] {
  const note = natNote(target, features);
  return note === undefined ? [] : [note];
}

/** What the target leaves open and the figures had to take one way. */
function* assumptions(target: KernelTarget, cpusMatter: boolean, { worst, best }: ReturnType<typeof packings>): Generator<string> {
  if (cpusMatter) {
    const better = best.objects === worst.objects ? "" : `, up to ${formatCount(best.objects)} in ${formatBytes(best.bytes)} with many`;
    yield say("assumed: the fewest CPUs, which need the most memory{better}; enter how many CPUs the machine can have", { better });
  }
  const sizes = pageSizes(target);
  if (sizes.length > 1)
    yield `assumed: pages of ${formatBytes(sizes[0] ?? 0)}; kernels with this name may also have ${sizes.slice(1).map(formatBytes).join(" or ")}`;
}
