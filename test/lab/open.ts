// What the product leaves open although a recorded kernel answers it: a boundary between two kernels that nobody has asked.
// Each with the kernel that would settle it. Pure.
import type { Difference } from "./compare/tally.ts";
import type { KernelRecord } from "./recordings/record.ts";

export interface Awaited {
  /** Names of the recordings that it concerns. */
  readonly kernels: readonly string[];
  readonly what: RegExp;
  /** What would have to be asked. */
  readonly settledBy: string;
}

export const AWAITED: readonly Awaited[] = [];

export function isAwaited({ name }: KernelRecord, { what }: Difference): boolean {
  return AWAITED.some((one) => one.kernels.includes(name) && one.what.test(what));
}
