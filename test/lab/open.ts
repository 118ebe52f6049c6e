// What the product leaves open although a recorded kernel answers it: a boundary between two kernels that nobody has asked.
// Each with the kernel that would settle it. Pure.
import type { Difference, Tally } from "./compare/tally.ts";
import type { KernelRecord } from "./recordings/record.ts";

interface Awaited {
  /** Names of the recordings that it concerns; every one where none is named. */
  readonly kernels?: readonly string[];
  readonly what: RegExp;
  /** What would have to be asked. */
  readonly settledBy: string;
}

const AWAITED: readonly Awaited[] = [
  {
    what: /nf_conntrack_buckets = \d+ with 6 GiB$/,
    settledBy: "verify:kernels -- NAME --with buckets, a machine of 6 GiB, where the archive still has the kernel",
  },
];

export function isAwaited(record: KernelRecord, difference: Difference): boolean {
  return awaitedOf(record, difference) !== undefined;
}

function awaitedOf({ name }: KernelRecord, { what }: Difference): Awaited | undefined {
  return AWAITED.find((one) => (one.kernels?.includes(name) ?? true) && one.what.test(what));
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
