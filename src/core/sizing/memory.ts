// Kernel memory of a conntrack table: flows in whole slabs, the hash table in whole pages.
import { extensionBlock, type Feature, type SizedBytes, slabObject } from "../kernel/entry-size.ts";
import { bucketBytes, pageBytes } from "../kernel/hash-table.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { formatBytes, formatCount } from "../units/units.ts";

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
  /** What `entries` of `bytes` is made of, each in whole slabs. */
  readonly parts: { readonly objects: number; readonly extensions: number };
  /** One line a figure, opening with how it is known. */
  readonly basis: readonly string[];
}

interface Slab {
  readonly objects: number;
  readonly bytes: number;
}

/**
 * How objects are packed. SLUB chooses 1 to 8 pages by the number of CPUs (mm/slub.c, calculate_order), which a target
 * does not tell. Taken here: the smallest slab of 16 objects or more that leaves at most 1/64 over. That meets what
 * 6.18.44 showed with two CPUs (16 x 256 and 21 x 192 bytes in 4 KiB); for 320 bytes it is 51 in 16 KiB, as with many
 * CPUs, where few CPUs would lose up to 6 % more.
 */
export function slabOf(object: number, page: number): Slab {
  for (let pages = 1; pages < 8; pages *= 2) {
    const objects = Math.floor((pages * page) / object);
    if (objects >= 16 && pages * page - objects * object <= (pages * page) / 64) return { objects, bytes: pages * page };
  }
  return { objects: Math.floor((8 * page) / object), bytes: 8 * page };
}

function inSlabs(entries: number, object: number, page: number): number {
  if (object === 0) return 0;
  const slab = slabOf(object, page);
  return Math.ceil(entries / slab.objects) * slab.bytes;
}

function line({ provenance, source }: SizedBytes, what: string): string {
  return `${provenance}: ${what} (${source})`;
}

/** What a table of `buckets` costs with `entries` flows in it. Expectations and flowtable entries are not in it. */
export function tableMemory({ target, entries, buckets, features }: TableRequest): TableMemory {
  const page = pageBytes(target.arch);
  const object = slabObject(target);
  const block = extensionBlock(target, features);
  const head = bucketBytes(target);
  const parts = { objects: inSlabs(entries, object.bytes, page), extensions: inSlabs(entries, block.bytes, page) };
  const forEntries = parts.objects + parts.extensions;
  // Nothing but pages: a table below 4 MiB may come from kmalloc, which can round further to a power of two.
  const hashTable = Math.ceil((buckets * head) / page) * page;
  const slab = slabOf(object.bytes, page);
  const seen = object.provenance === "measured";
  const names = features.length === 0 ? "no extensions" : `extensions ${[...new Set(features)].join(", ")}`;
  return {
    bytes: { perEntry: object.bytes + block.bytes, entries: forEntries, hashTable, total: forEntries + hashTable },
    parts,
    basis: [
      line(object, `slab object ${formatCount(object.bytes)} bytes`),
      line(block, `${names}, ${block.bytes === 0 ? "no block" : `in a block of ${formatCount(block.bytes)} bytes`}`),
      `${seen ? "measured" : "inferred"}: ${formatCount(slab.objects)} objects in a slab of ${formatBytes(slab.bytes)}`,
      `${seen ? "measured" : "inferred"}: ${head} bytes a bucket in whole pages of ${formatBytes(page)}`,
    ],
  };
}
