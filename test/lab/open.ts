// What the product leaves open although a recorded kernel answers it: a boundary between two kernels that nobody has asked.
// Each with the kernel that would settle it. Pure.
import type { Difference, Tally } from "./compare/tally.ts";
import type { KernelRecord } from "./recordings/record.ts";

export interface Awaited {
  /** Names of the recordings that it concerns. */
  readonly kernels: readonly string[];
  readonly what: RegExp;
  /** What would have to be asked. */
  readonly settledBy: string;
}

export const AWAITED: readonly Awaited[] = [
  {
    kernels: ["5.10.218"],
    what: /nf_conntrack_buckets = "?(268434945|268435455|268435456|536870400|536870912|1073741824)"?$/,
    settledBy: "5.10.218 with 6 GiB of memory or more: with 2 GiB the table is too large for the machine, whatever the kernel allows",
  },
];

export function isAwaited(record: KernelRecord, difference: Difference): boolean {
  return awaitedOf(record, difference) !== undefined;
}

function awaitedOf({ name }: KernelRecord, { what }: Difference): Awaited | undefined {
  return AWAITED.find((one) => one.kernels.includes(name) && one.what.test(what));
}

/** What is awaited is open and no mistake, with what would settle it. */
export function withAwaited(record: KernelRecord, { agree, wrong, open }: Tally): Tally {
  const settled = (one: Difference): Difference => {
    const awaited = awaitedOf(record, one);
    return awaited ? { ...one, what: `${one.what} (to be settled by ${awaited.settledBy})` } : one;
  };
  return {
    agree,
    wrong: wrong.filter((one) => !isAwaited(record, one)),
    open: [...open, ...wrong.filter((one) => isAwaited(record, one))].map(settled),
  };
}
