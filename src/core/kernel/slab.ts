// How SLUB cuts pages into objects, by object size, page size and number of CPUs: calculate_order() of mm/slub.c.
// Measured: 12 x 320 in 4 KiB with 2 CPUs, 25 in 8 KiB with 4 to 16, 51 in 16 KiB with 64 (5.10.262); 16 x 256 in
// 4 KiB, 64 in 16 KiB, 256 in 64 KiB and 21 x 192 in 4 KiB with 2 CPUs (5.10 to 7.2).

export interface Slab {
  readonly objects: number;
  readonly bytes: number;
}

/** PAGE_ALLOC_COSTLY_ORDER: a slab is of 1, 2, 4 or 8 pages. */
const LARGEST_ORDER = 3;
/** The share of a slab that may be left over: 1/16 at first, then 1/8 and 1/4. */
const LEFT_OVER = [16, 8, 4] as const;
/** More CPUs than this ask for no more objects than the largest slab has. */
const MOST_CPUS = 8192;

/** The slab of a machine that can have so many CPUs (those possible up to 5.11, those present since). */
export function slabFor(object: number, page: number, cpus: number): Slab {
  const wanted = 4 * (Math.floor(Math.log2(Math.max(1, cpus))) + 2);
  const most = Math.max(1, Math.floor((page << LARGEST_ORDER) / object));
  for (let least = Math.min(wanted, most); least > 1; least--) {
    for (const fraction of LEFT_OVER) {
      for (let order = orderOf(least * object, page); order <= LARGEST_ORDER; order++) {
        const bytes = page << order;
        if (bytes % object <= bytes / fraction) return { objects: Math.floor(bytes / object), bytes };
      }
    }
  }
  const bytes = page << orderOf(object, page);
  return { objects: Math.max(1, Math.floor(bytes / object)), bytes };
}

/** Every slab that the object may be in: one where the CPUs are known, else by ascending number of CPUs. */
export function slabsOf(object: number, page: number, cpus?: number): readonly Slab[] {
  if (cpus !== undefined) return [slabFor(object, page, cpus)];
  const found: Slab[] = [];
  for (let count = 1; count <= MOST_CPUS; count *= 2) {
    const slab = slabFor(object, page, count);
    if (found.every((other) => other.bytes !== slab.bytes)) found.push(slab);
  }
  return found;
}

function orderOf(bytes: number, page: number): number {
  return Math.max(0, Math.ceil(Math.log2(bytes / page)));
}
