// The hash table a kernel builds by itself: default buckets and max, whole pages, bounds, insert limit.
// Facts by version, read in net/netfilter/nf_conntrack_core.c of the releases named. What it all costs is not here.
import { pageBytes } from "./page-size.ts";
import type { Arch, KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const INT_MAX = 2 ** 31 - 1;
const UINT_MAX = 2 ** 32 - 1;

const POINTER: Readonly<Record<Arch, 4 | 8>> = { x86_64: 8, aarch64: 8, i386: 4, arm: 4, ppc64le: 8, riscv64: 8, s390x: 8 };

interface DefaultRule {
  /** The first step that the memory is above gives the buckets; below all of them it is memory / 16384 / head. */
  readonly steps: readonly { readonly over: number; readonly buckets: number; readonly only64?: true }[];
  readonly smallest: number;
  /** Pointers in one bucket head: struct list_head has two, struct hlist_head one. */
  readonly pointers: 1 | 2;
  /** Default max = factor x buckets. */
  readonly factor: number;
  /** Whether the table is rounded up to whole pages. */
  readonly wholePages: boolean;
}

const DEFAULTS: Timeline<DefaultRule> = {
  // 2.6.18: nf_conntrack_init and alloc_hashtable.
  first: { steps: [{ over: GIB, buckets: 8192 }], smallest: 16, pointers: 2, factor: 8, wholePages: false },
  changes: [
    {
      after: "2.6.18",
      by: "2.6.24", // also 2.6.32.67, 3.6, 3.10, 3.18.24
      to: { steps: [{ over: GIB, buckets: 16384 }], smallest: 32, pointers: 1, factor: 4, wholePages: true },
    },
    {
      after: "3.18",
      by: "4.0", // 4.0.4, 4.4.155, 4.8.15, 4.14.67, 4.19.72, 5.4.124, 5.10.223
      to: {
        steps: [
          { over: 4 * GIB, buckets: 65536 },
          { over: GIB, buckets: 16384 },
        ],
        smallest: 32,
        pointers: 1,
        factor: 4,
        wholePages: true,
      },
    },
    {
      after: "5.14",
      by: "5.15", // commit d532bcd0b269 (August 2021); 5.15.41, 6.1.176, 6.6, 6.12, 6.18, 7.2
      to: {
        steps: [
          { over: 4 * GIB, buckets: 262144, only64: true },
          { over: GIB, buckets: 65536 },
        ],
        smallest: 1024,
        pointers: 1,
        factor: 1,
        wholePages: true,
      },
    },
  ],
};

/** A loader who names hashsize= still gets the old factor, in every version. */
const HASHSIZE_FACTOR = 8;

/** Whether max is computed after the buckets were rounded to pages: before them in 4.4.155, after them in 4.7.4. */
const MAX_AFTER_ROUNDING: Timeline<boolean> = { first: false, changes: [{ after: "4.4", by: "4.7", to: true }] };

/** How the size of a table is bounded: bytes of heads, held against the request before or after it is rounded. */
interface TableCap {
  readonly bytes: number;
  readonly rounded: boolean;
}

/**
 * nf_ct_alloc_hashtable divides UINT_MAX; it checked again after rounding up to 4.14.67, no more in 4.19.72. Since
 * kvmalloc refuses more than INT_MAX bytes (5.10.218, asked with 6 GiB of memory; 5.15.41; not in 5.4.124) that is the
 * bound. 268,434,944 buckets were the most that 6.18.44 took; older figures are read in source.
 */
const TABLE_CAP: Timeline<TableCap> = {
  first: { bytes: UINT_MAX, rounded: true },
  changes: [
    { after: "4.14", by: "4.19", to: { bytes: UINT_MAX, rounded: false } },
    { after: "5.4", by: "5.15", to: { bytes: INT_MAX, rounded: true } },
  ],
  backports: [{ branch: "5.10", after: -1, by: 218, to: { bytes: INT_MAX, rounded: true } }],
};

/** A new flow draws a limit, min to max inclusive, for each insert. */
export interface InsertLimit {
  readonly min: number;
  readonly max: number;
}

const SHORT: InsertLimit = { min: 8, max: 31 };
const LONG: InsertLimit = { min: 50, max: 79 };

/**
 * Chain lengths at which inserts are refused (MIN_CHAINLEN, MAX_CHAINLEN). Commits d7e7747ac5c2 and c9c3b6811f74
 * brought it with 5.15; c77737b736ce (7 March 2023, so 6.3) raised it and was taken into 5.15.103, 6.1.20 and 6.2.7
 * (stable review of 15 March 2023). Trees seen: 5.15.41, 6.0.19, 6.2.1 short; 6.1.176, 6.6.152, 6.12 to 7.2 long.
 */
export const INSERT_LIMIT: Timeline<InsertLimit | null> = {
  first: null,
  changes: [
    { after: "5.14", by: "5.15", to: SHORT },
    { after: "6.2", by: "6.3", to: LONG },
  ],
  backports: [
    { branch: "5.15", after: 102, by: 103, to: LONG },
    { branch: "6.1", after: 19, by: 20, to: LONG },
    { branch: "6.2", after: 6, by: 7, to: LONG },
  ],
};

/** Bytes of a pointer. */
export function pointerBytes(arch: Arch): 4 | 8 {
  return POINTER[arch];
}

/** Where no tree decides between two rules, the later one: it is the larger. */
function ruleOf(target: KernelTarget): DefaultRule {
  return possibleAt(DEFAULTS, target.kernel).at(-1) ?? DEFAULTS.first;
}

/** Bytes of one bucket head. */
export function bucketBytes(target: KernelTarget): number {
  return ruleOf(target).pointers * pointerBytes(target.arch);
}

/** Rounds up to whole pages of bucket heads (6.18.44: 1 -> 512, 513 -> 1024, 100000 -> 100352). */
export function roundBuckets(buckets: number, target: KernelTarget, page = pageBytes(target)): number {
  const perPage = page / pointerBytes(target.arch);
  return Math.max(1, Math.ceil(buckets / perPage)) * perPage;
}

/**
 * Buckets the kernel makes of a request: whole pages, but for 2.6.18, which takes any number as it is. `page` where the
 * target leaves several sizes open.
 */
export function actualBuckets(target: KernelTarget, buckets: number, page = pageBytes(target)): number {
  return ruleOf(target).wholePages ? roundBuckets(buckets, target, page) : Math.max(1, Math.ceil(buckets));
}

/**
 * What a 32-bit kernel can map for a table at all: less than its quarter of the address space (1 GiB of heads: ENOMEM on
 * i386 5.10.223 and 6.1.176). Beyond its vmalloc area, 128 MiB where the boot option does not say otherwise, nothing is
 * certain.
 */
const NARROW_CAPS: readonly number[] = [128 * MIB, GIB - 1];

/** The largest bucket counts that the kernel may accept, whatever memory there is: one where the trees decide. */
export function largestRequests(target: KernelTarget, page = pageBytes(target)): readonly number[] {
  const stride = actualBuckets(target, 1, page);
  const narrow = pointerBytes(target.arch) === 4;
  const caps = possibleAt(TABLE_CAP, target.kernel).flatMap((cap) =>
    narrow ? NARROW_CAPS.map((bytes) => ({ bytes: Math.min(bytes, cap.bytes), rounded: true })) : [cap],
  );
  const most = caps.map(({ bytes, rounded }) => {
    const heads = Math.floor(bytes / bucketBytes(target));
    return rounded ? Math.floor(heads / stride) * stride : heads;
  });
  return [...new Set(most)];
}

/** The most buckets a table can have in the target, where several bounds are possible the largest. */
export function largestBuckets(target: KernelTarget): number {
  return Math.max(...largestRequests(target));
}

function stepsOf(target: KernelTarget): DefaultRule["steps"] {
  return ruleOf(target).steps.filter((step) => !step.only64 || pointerBytes(target.arch) === 8);
}

/** As computed at boot, before rounding. */
function rawDefault(target: KernelTarget, memory: number): number {
  const page = pageBytes(target);
  const pages = Math.floor(memory / page);
  const step = stepsOf(target).find(({ over }) => pages > over / page);
  return step?.buckets ?? Math.max(ruleOf(target).smallest, Math.floor((pages * page) / 16384 / bucketBytes(target)));
}

/**
 * Buckets without a hashsize= option; undefined while the memory is unknown. The kernel compares its own page count
 * (totalram_pages), which is what MemTotal shows and less than the modules sold: a "4 GiB" machine is not above 4 GiB.
 * `target.memory` is taken as that count.
 */
export function defaultBuckets(target: KernelTarget): number | undefined {
  return target.memory === undefined ? undefined : actualBuckets(target, rawDefault(target, target.memory));
}

const possible = new WeakMap<KernelTarget, readonly number[]>();

/** Every bucket count the kernel may choose by itself, ascending: one where the memory is known. Asked for each file of a tree. */
export function possibleDefaultBuckets(target: KernelTarget): readonly number[] {
  let known = possible.get(target);
  if (!known) {
    known = findPossibleBuckets(target);
    possible.set(target, known);
  }
  return known;
}

function findPossibleBuckets(target: KernelTarget): readonly number[] {
  const known = defaultBuckets(target);
  if (known !== undefined) return [known];
  const steps = stepsOf(target);
  const lowest = Math.min(...steps.map(({ over }) => over));
  const least = actualBuckets(target, rawDefault(target, 0));
  const most = actualBuckets(target, rawDefault(target, lowest));
  const stride = actualBuckets(target, 1);
  const counts = new Set(steps.map(({ buckets }) => buckets));
  for (let buckets = least; buckets <= most; buckets += stride) counts.add(buckets);
  return [...counts].sort((a, b) => a - b);
}

/** What a kernel of this kind chooses on a machine with plenty of memory. */
export function largestDefaultBuckets(target: KernelTarget): number {
  return possibleDefaultBuckets(target).at(-1) ?? ruleOf(target).smallest;
}

function maxFor(target: KernelTarget, buckets: number, factor: number): number {
  const rounded = possibleAt(MAX_AFTER_ROUNDING, target.kernel).at(-1) ?? true;
  return factor * (rounded ? actualBuckets(target, buckets) : buckets);
}

/** nf_conntrack_max without any setting; undefined while the memory is unknown. */
export function defaultMax(target: KernelTarget): number | undefined {
  if (target.memory === undefined) return undefined;
  return maxFor(target, rawDefault(target, target.memory), ruleOf(target).factor);
}

/** nf_conntrack_max beside buckets that the kernel chose by itself. */
export function maxForDefault(target: KernelTarget, buckets: number): number {
  return maxFor(target, buckets, ruleOf(target).factor);
}

/** nf_conntrack_max after loading with hashsize=: eight times the buckets (a later write of buckets leaves max alone). */
export function maxForHashsize(target: KernelTarget, hashsize: number): number {
  return maxFor(target, hashsize, HASHSIZE_FACTOR);
}

/** Insert limits that may hold, null for none; two where the patch level decides and is not known. */
export function insertLimits(target: KernelTarget): readonly (InsertLimit | null)[] {
  return possibleAt(INSERT_LIMIT, target.kernel);
}
