// Kernel memory of a conntrack table: flows in whole slabs, the hash table in whole pages.

import { extensionBlock, type Feature, slabObject } from "../kernel/entry-size.ts";
import { bucketBytes } from "../kernel/hash-table.ts";
import { pageBytes } from "../kernel/page-size.ts";
import { type Slab, slabsOf } from "../kernel/slab.ts";
import type { KernelTarget } from "../kernel/target.ts";

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
}

function inSlabs(entries: number, object: number, { objects, bytes }: Slab): number {
  return object === 0 ? 0 : Math.ceil(entries / objects) * bytes;
}

/** The slabs that waste most and least of the memory; the same where the CPUs are known, or do not matter. */
export function packings(object: number, page: number, cpus: number | undefined): { readonly worst: Slab; readonly best: Slab } {
  const slabs = slabsOf(object, page, cpus);
  const each = (slab: Slab): number => slab.bytes / slab.objects;
  const first = slabs[0] ?? { objects: 1, bytes: page };
  return {
    worst: slabs.reduce((found, slab) => (each(slab) > each(found) ? slab : found), first),
    best: slabs.reduce((found, slab) => (each(slab) < each(found) ? slab : found), first),
  };
}

/** What a table of `buckets` costs with `entries` flows in it. Expectations and flowtable entries are not in it. */
export function tableMemory({ target, entries, buckets, features }: TableRequest): TableMemory {
  const page = pageBytes(target);
  const object = slabObject(target);
  const block = extensionBlock(target, features);
  const head = bucketBytes(target);
  const [objects, blocks] = [packings(object, page, target.cpus), packings(Math.max(1, block), page, target.cpus)];
  const parts = {
    objects: inSlabs(entries, object, objects.worst),
    extensions: inSlabs(entries, block, blocks.worst),
  };
  const forEntries = parts.objects + parts.extensions;
  const least = inSlabs(entries, object, objects.best) + inSlabs(entries, block, blocks.best);
  // Nothing but pages: a table below 4 MiB may come from kmalloc, which can round further to a power of two.
  const hashTable = Math.ceil((buckets * head) / page) * page;
  const total = forEntries + hashTable;
  return {
    bytes: { perEntry: object + block, entries: forEntries, hashTable, total },
    band: { low: Math.min(least, forEntries) + hashTable, high: total },
    parts,
  };
}
