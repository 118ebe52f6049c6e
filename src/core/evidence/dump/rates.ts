// How many entries arrive a second in a state, from the remaining times of those that are in it. Pure maths.

// An entry that nothing refreshes counts down from the timeout T of its state to 0, so its remaining time says when it
// arrived. With arrivals at rate r, r T entries are in the state (Little), their remaining times spread evenly over
// (0, T], and n / T is the mean rate of the last T seconds, whether or not it was steady. n is Poisson, so its standard
// deviation is sqrt(n): with 400 entries 5 % of the rate. The kernel prints whole seconds, rounded down (0 to T - 1;
// T itself for an entry made in the very tick of reading). Measured on 6.18.44: UDP at 1,000/s with T = 5 s listed 4,994
// to 4,998 entries.
//
// Where packets may refresh entries after all (a client that asks again), or answers take entries out of the state, the
// young ones are too many: then n / T is too high, and what expires, the density of the oldest, is too low a bound.
import { say } from "../../words/say.ts";
import { binStart, countBelow } from "./histogram.ts";

/** Fewer entries do not make a rate. */
const LEAST_ENTRIES = 400;
/** The window is cut in so many parts, whole seconds allowing, to see whether arrivals were steady. */
const PARTS = 8;
/** A part that is off the mean by more than this share of it and three standard deviations is not steady. */
const UNEVEN = 0.25;
/** Entries a second from which the last second printed shows how full it is. */
const DENSE = 5;

export interface Rate {
  readonly entries: number;
  /** Arrivals a second, the mean over the window; null where it cannot be derived. */
  readonly perSecond: number | null;
  /** In words, where it cannot be derived. */
  readonly reason: string | null;
  /** Seconds before the dump that the rate speaks of: the timeout of the state. */
  readonly window: number | null;
  /** Whether the window is the timeout that was given, or the largest remaining time in the dump. */
  readonly windowFrom: "setting" | "dump" | null;
  /** Of the rate, either way, with a chance of 95 %: what counting so few entries leaves open. */
  readonly margin: number | null;
  /** Of the parts of the window. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly steady: boolean | null;
  /** What expires unanswered a second, where only that can be said. */
  readonly atLeast: number | null;
}

export interface RateQuestion {
  /** Of histogram.ts, by remaining seconds. */
  readonly bins: ArrayLike<number>;
  readonly entries: number;
  /** The timeout of the state in seconds, where it is known. */
  readonly timeout?: number | undefined;
  /** Whether packets can refresh the entries, or take them out of the state. */
  readonly mayRefresh: boolean;
}

export function underivable(entries: number, reason: string): Rate {
  const none = { perSecond: null, window: null, windowFrom: null, margin: null, lowest: null, highest: null, steady: null, atLeast: null };
  return { entries, ...none, reason };
}

export function deriveRate({ bins, entries, timeout, mayRefresh }: RateQuestion): Rate {
  const timed = countBelow(bins, Number.POSITIVE_INFINITY);
  if (timed < LEAST_ENTRIES)
    return underivable(entries, say("fewer than {leastEntries} entries, too few to derive a rate", { leastEntries: LEAST_ENTRIES }));
  const seen = windowOf(bins, timed);
  // Entries keep the timeout they were made with: a smaller setting of today does not speak of them.
  const fromSetting = timeout !== undefined && timeout > 0 && seen <= timeout + 1;
  const window = fromSetting ? timeout : seen;
  const parts = partsOf(bins, window);
  const mean = timed / parts.length;
  const tolerance = UNEVEN * mean + 3 * Math.sqrt(mean);
  const steady = parts.every((part) => Math.abs(part - mean) <= tolerance);
  const perPart = parts.length / window;
  const [oldest = 0] = parts;
  const newest = parts.at(-1) ?? 0;
  const base = { entries, window: rounded(window), windowFrom: fromSetting ? "setting" : "dump" } as const;
  if (mayRefresh && !steady && newest > oldest) {
    const reason = say("too many young entries: packets refresh them, replies move them to another state, or traffic is increasing");
    const half = Math.max(1, Math.floor(parts.length / 2));
    const atLeast = parts.slice(0, half).reduce((sum, part) => sum + part, 0) / half;
    return { ...underivable(entries, reason), ...base, steady, atLeast: rounded(atLeast * perPart) };
  }
  return {
    ...base,
    perSecond: rounded(timed / window),
    reason: null,
    margin: rounded(1.96 / Math.sqrt(timed)),
    lowest: rounded(Math.min(...parts) * perPart),
    highest: rounded(Math.max(...parts) * perPart),
    steady,
    atLeast: null,
  };
}

/** The timeout as the largest remaining time shows it. */
function windowOf(bins: ArrayLike<number>, timed: number): number {
  let last = bins.length - 1;
  while (last > 0 && !bins[last]) last--;
  const from = binStart(last);
  const to = binStart(last + 1);
  if (timed < DENSE * to) return (to * (timed + 1)) / timed;
  const before = from > 0 ? (timed - (bins[last] ?? 0)) / from : 0;
  const fill = before > 0 ? (bins[last] ?? 0) / (before * (to - from)) : 1;
  return from + (fill >= 0.5 ? 1 : fill) * (to - from);
}

/** Entries in equal parts of the window, those about to expire first. */
function partsOf(bins: ArrayLike<number>, window: number): readonly number[] {
  const count = Math.max(1, Math.min(PARTS, Math.floor(window)));
  const edges = Array.from({ length: count + 1 }, (_, index) =>
    index < count ? countBelow(bins, (window * index) / count) : countBelow(bins, Number.POSITIVE_INFINITY),
  );
  return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
