// How the handlers turn text into a stored number, by kernel version: what they check, cut, wrap or skip.
// Read in kernel/sysctl.c, kernel/time/jiffies.c and lib/kstrtox.c of 35 source trees, 2.6.18 to 7.2.13; the functions
// of those trees, compiled apart, agree with this table. Measured on 6.18.44. Older kernels have no nf_conntrack keys.
import { largestRequests, pointerBytes } from "./hash-table.ts";
import type { NumberRules } from "./number.ts";
import { pageSizes } from "./page-size.ts";
import { HZ_CHOICES, type KernelTarget } from "./target.ts";
import { possibleIn, type Timeline } from "./timeline.ts";

/** What happens to a number that the handler does not want. */
type Unwanted = "refuses" | "ignores";

interface Traits {
  readonly tooManyDigits: NumberRules["tooManyDigits"];
  readonly anySpaceEnds: boolean;
  readonly longOverflow: NumberRules["longOverflow"];
  /** proc_dointvec, above INT_MAX. */
  readonly intOverflow: "wraps" | "refuses";
  /** proc_dointvec_minmax, above INT_MAX: cut to an int before it is compared, or refused. */
  readonly rangedIntOverflow: "wraps" | "refuses";
  /** proc_dointvec_jiffies: what seconds x HZ is held against. */
  readonly secondsBound: "long" | "int" | "product-of-longs";
  /** proc_dointvec_jiffies, read: whether a negative number of seconds is shown as what it is. */
  readonly negativeSecondsShown: "right" | "garbled";
  readonly ulongOutOfRange: Unwanted;
  readonly ulongNegative: Unwanted;
}

export const NUMBER_READING: { readonly [Name in keyof Traits]: Timeline<Traits[Name]> } = {
  // 2.6.32.67 copies 20 characters and drops the rest; 2.6.36 refuses 21 and more (proc_get_long).
  tooManyDigits: { first: "cuts", changes: [{ after: "2.6.32", by: "2.6.36", to: "refuses" }] },
  anySpaceEnds: { first: true, changes: [{ after: "2.6.32", by: "2.6.36", to: false }] },
  longOverflow: {
    first: "wraps",
    changes: [{ after: "4.19", by: "5.4", to: "refuses" }],
    backports: [{ branch: "4.19", after: 72, to: "refuses" }],
  },
  intOverflow: { first: "wraps", changes: [{ after: "4.0", by: "4.4", to: "refuses" }] },
  rangedIntOverflow: {
    first: "wraps",
    changes: [{ after: "4.14", by: "4.19", to: "refuses" }],
    backports: [
      { branch: "4.4", after: 155, to: "refuses" },
      { branch: "4.9", after: -1, by: 337, to: "refuses" },
      { branch: "4.14", after: 67, to: "refuses" },
    ],
  },
  // 6.19 multiplies before it compares, in an unsigned long that may wrap; 7.2 saturates. Asked: 6.18.15 is "int";
  // 6.19.14, 7.0.4, 7.0.13 and 7.1.13 take products; 7.2.12 is "int" again.
  secondsBound: {
    first: "long",
    changes: [
      { after: "4.9", by: "4.14", to: "int" },
      { after: "6.18", by: "6.19", to: "product-of-longs" },
      { after: "7.1", by: "7.2", to: "int" },
    ],
  },
  // The same rework divides a negative number of ticks as an unsigned long when it shows it.
  negativeSecondsShown: {
    first: "right",
    changes: [
      { after: "6.18", by: "6.19", to: "garbled" },
      { after: "7.1", by: "7.2", to: "right" },
    ],
  },
  ulongOutOfRange: {
    first: "ignores",
    changes: [{ after: "4.14", by: "4.19", to: "refuses" }],
    backports: [
      { branch: "4.9", after: -1, by: 337, to: "refuses" },
      { branch: "4.14", after: 67, to: "refuses" },
    ],
  },
  ulongNegative: {
    first: "ignores",
    changes: [{ after: "5.15", by: "5.18", to: "refuses" }],
    backports: [
      { branch: "5.4", after: 124, to: "refuses" },
      { branch: "5.10", after: 262, to: "refuses" },
      { branch: "5.15", after: 41, to: "refuses" },
    ],
  },
};

/** One build of one kernel, as far as reading numbers goes. */
export interface Conversions extends Traits, NumberRules {
  readonly hz: number;
  /** Whether the target says so; else `hz` is one of several. */
  readonly hzKnown: boolean;
  readonly page: number;
  readonly largestBuckets: number;
}

const cache = new WeakMap<KernelTarget, { readonly one: readonly Conversions[]; readonly everyHz: readonly Conversions[] }>();

/**
 * The builds that the target may be. With `everyHz`, one for each HZ that the kernel can be built with where the
 * target does not say; without, HZ is any one of them. Cached by target object.
 */
export function conversionsOf(target: KernelTarget, everyHz: boolean): readonly Conversions[] {
  let known = cache.get(target);
  if (!known) {
    const worlds = traitsAt(target);
    const longBits = pointerBytes(target.arch) === 8 ? 64 : 32;
    const tables = pageSizes(target).flatMap((page) => largestRequests(target, page).map((largestBuckets) => ({ page, largestBuckets })));
    const build = (hz: number): readonly Conversions[] =>
      worlds.flatMap((traits) => tables.map((table) => ({ ...traits, ...table, hz, hzKnown: target.hz !== undefined, longBits })));
    const choices = target.hz === undefined ? HZ_CHOICES : [target.hz];
    known = { one: build(choices[0] ?? 100), everyHz: choices.flatMap(build) };
    cache.set(target, known);
  }
  return everyHz ? known.everyHz : known.one;
}

function traitsAt({ kernel }: KernelTarget): readonly Traits[] {
  let worlds: readonly Partial<Traits>[] = [{}];
  for (const [name, timeline] of Object.entries(NUMBER_READING)) {
    const values = possibleIn<unknown>(timeline, kernel);
    worlds = worlds.flatMap((world) => values.map((value) => ({ ...world, [name]: value })));
  }
  return worlds as readonly Traits[];
}
