// Hash chains of the conntrack table: how long they are, and what the insert limit refuses. Pure maths.
import type { InsertLimit } from "../kernel/hash-table.ts";

// Each flow hangs in two chains, original and reply, chosen by independent hashes. An insert draws a limit L,
// uniform in min..max; the kernel walks both chains and gives up at node L + 2 (`chainlen++ > max_chainlen`), so it
// accepts chains of at most L + 1 nodes. Let p[n] be the share of chains with n nodes, F(m) the share with at most m,
// t the flows offered per bucket. Averaged over L:
//   accepted    A(t)      = mean F(L + 1)^2
//   dp[n]/dt              = 2 (p[n-1] a[n-1] - p[n] a[n]),  a[n] = (1 / limits) * sum of F(L + 1) over L + 1 >= n
//   held/bucket h(t)      = integral of A
// As long as no chain is near min + 2, p is Poisson of mean 2t and h(t) = t. From there on it is integrated (RK4) with
// steps that grow as inserts get rarer, which reaches any load in under 150 steps. h depends on the limit alone, so it
// is integrated once and read off afterwards. 6.18.44 held 40,556 of 100,000 in 1,024 buckets; this says 40,563.

/** Below this share of refused flows the table counts as refusing nothing. */
const NEGLIGIBLE = 1e-12;
/** The refused share of new flows at which a table stops being usable. */
const USABLE_REFUSAL = 0.001;
/** Of the time in which the fastest chains grow by one. */
const STEP = 1;
/** The classical fourth order after its first slope: how far ahead, and the weight of six. */
const RUNGE_KUTTA = [
  [0.5, 2],
  [0.5, 2],
  [1, 1],
] as const;
const LARGEST_LOAD = 2 ** 31;

interface Curve {
  readonly load: readonly number[];
  readonly held: readonly number[];
  readonly accepted: readonly number[];
  /** Shares of chains with 0, 1, ... nodes at each load. */
  readonly shares: readonly Float64Array[];
}

interface Model {
  /** Flows per bucket up to which nothing is refused. */
  readonly free: number;
  /** Flows per bucket at which USABLE_REFUSAL of new flows are refused. */
  readonly usable: number;
  readonly curve: Curve;
}

const models = new Map<string, Model>();

/** Shares of chains with 0, 1, ... nodes at a mean of `mean`. */
function poisson(mean: number, longest: number): Float64Array<ArrayBuffer> {
  const p = new Float64Array(longest + 1);
  p[0] = Math.exp(-mean);
  for (let n = 1; n <= longest; n++) p[n] = ((p[n - 1] ?? 0) * mean) / n;
  return p;
}

/** Chance that a new flow is refused in a table whose chains are Poisson: flows came and went at random. */
function refusal(load: number, limit: InsertLimit): number {
  // Summed from the far end, so that tiny chances do not drown in 1 - 0.999...
  const longest = limit.max + 1;
  const p = poisson(2 * load, 2 * longest);
  let beyond = 0;
  let sum = 0;
  for (let n = p.length - 1; n > limit.min + 1; n--) {
    beyond += p[n] ?? 0;
    if (n - 1 <= longest) sum += beyond * (2 - beyond);
  }
  return sum / (limit.max - limit.min + 1);
}

function loadAt(share: number, limit: InsertLimit): number {
  let low = 0;
  let high = (limit.max + 2) / 2;
  for (let i = 0; i < 36; i++) {
    const middle = (low + high) / 2;
    if (refusal(middle, limit) > share) high = middle;
    else low = middle;
  }
  return low;
}

/** Each figure when it is first asked for: findings want the second alone. */
function newModel(limit: InsertLimit): Model {
  let [free, usable]: (number | undefined)[] = [];
  let curve: Curve | undefined;
  return {
    get free() {
      free ??= loadAt(NEGLIGIBLE, limit);
      return free;
    },
    get usable() {
      usable ??= loadAt(USABLE_REFUSAL, limit);
      return usable;
    },
    get curve() {
      curve ??= integrate(limit, this.free);
      return curve;
    },
  };
}

function modelOf(limit: InsertLimit): Model {
  const key = `${limit.min}-${limit.max}`;
  const known = models.get(key);
  if (known) return known;
  if (models.size >= 16) models.clear();
  const model = newModel(limit);
  models.set(key, model);
  return model;
}

/** Writes dp/dt, returns [A, a[0]]; a[0] is the fastest rate. */
function flow(p: Float64Array, out: Float64Array, limit: InsertLimit): readonly [accepted: number, rate: number] {
  const limits = limit.max - limit.min + 1;
  const longest = limit.max + 2;
  let within = 0;
  for (let n = 0; n < longest; n++) within += p[n] ?? 0;
  let accepted = 0;
  let rate = 0;
  out[longest] = 0;
  for (let n = longest - 1; n >= 0; n--) {
    if (n > limit.min) {
      const share = Math.max(0, within);
      rate += share / limits;
      accepted += (share * share) / limits;
      within -= p[n] ?? 0;
    }
    const leaving = 2 * (p[n] ?? 0) * rate;
    out[n + 1] = (out[n + 1] ?? 0) + leaving;
    out[n] = -leaving;
  }
  return [accepted, rate];
}

function integrate(limit: InsertLimit, from: number): Curve {
  const size = limit.max + 3;
  const p = poisson(2 * from, size - 1);
  const slope = new Float64Array(size);
  const trial = new Float64Array(size);
  const gain = new Float64Array(size);
  const load = [from];
  const held = [from];
  const accepted: number[] = [];
  const shares: Float64Array[] = [];
  let t = from;
  let h = from;
  for (;;) {
    const [first, rate] = flow(p, slope, limit);
    accepted.push(first);
    shares.push(p.slice());
    if (t >= LARGEST_LOAD || rate <= 0) return { load, held, accepted, shares };
    const dt = STEP / (2 * rate);
    gain.set(slope);
    let mean = first / 6;
    for (const [ahead, weight] of RUNGE_KUTTA) {
      for (let n = 0; n < size; n++) trial[n] = (p[n] ?? 0) + dt * ahead * (slope[n] ?? 0);
      mean += (weight * flow(trial, slope, limit)[0]) / 6;
      for (let n = 0; n < size; n++) gain[n] = (gain[n] ?? 0) + weight * (slope[n] ?? 0);
    }
    for (let n = 0; n < size; n++) p[n] = (p[n] ?? 0) + (dt / 6) * (gain[n] ?? 0);
    t += dt;
    h += dt * mean;
    load.push(t);
    held.push(h);
  }
}

/** Reads h between two computed points: the cubic that meets both values and both slopes. */
function heldAt(curve: Curve, t: number): number {
  let low = 0;
  let high = curve.load.length - 1;
  if (t >= (curve.load[high] ?? 0)) return curve.held[high] ?? 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((curve.load[middle] ?? 0) <= t) low = middle;
    else high = middle;
  }
  const [t0 = 0, t1 = 0] = [curve.load[low], curve.load[high]];
  const [h0 = 0, h1 = 0] = [curve.held[low], curve.held[high]];
  const [a0 = 0, a1 = 0] = [curve.accepted[low], curve.accepted[high]];
  const width = t1 - t0;
  const x = (t - t0) / width;
  const rest = 1 - x;
  const curved = rest * rest * (1 + 2 * x) * h0 + x * x * (3 - 2 * x) * h1 + x * rest * width * (rest * a0 - x * a1);
  return Math.min(h1, Math.max(h0, curved));
}

/** Shares of chains with 0, 1, ... nodes once `held` flows per bucket are in the table. */
function sharesAt(curve: Curve, held: number): readonly number[] {
  const above = curve.held.findIndex((value) => value >= held);
  const at = above < 0 ? curve.held.length - 1 : above;
  const right = curve.shares[at] ?? new Float64Array();
  const left = curve.shares[at - 1] ?? right;
  const [from = 0, to = 0] = [curve.held[at - 1], curve.held[at]];
  const x = above <= 0 || to === from ? 1 : (held - from) / (to - from);
  return Array.from(right, (share, n) => Math.max(0, (1 - x) * (left[n] ?? 0) + x * share));
}

/** How long the chains are. Lengths are grouped where there are too many to tell apart. */
export interface ChainSpread {
  /** Nodes of the shortest chains in the first group. */
  readonly first: number;
  /** Lengths in a group. */
  readonly width: number;
  /** Share of all chains in each group. */
  readonly shares: readonly number[];
  /** Share of all chains that are empty. */
  readonly empty: number;
  /** Nodes looked at to find an entry, itself included, and to learn that there is none. */
  readonly visited: { readonly hit: number; readonly miss: number };
}

const MOST_GROUPS = 96;
/** Nodes in a mean chain from which on Poisson is drawn as the normal curve it has become. */
const NORMAL_FROM = 1000;

/**
 * The chains of a table of `buckets` with `entries` that came one after the other: Poisson while no insert is refused.
 * More entries than such a table can hold give the fullest one there is.
 */
export function chainSpread(entries: number, buckets: number, limit: InsertLimit | null): ChainSpread {
  const mean = meanChain(Math.max(0, entries), buckets);
  if (limit !== null) {
    const model = modelOf(limit);
    if (mean > 2 * model.free) {
      const shares = sharesAt(model.curve, mean / 2);
      return { first: 0, width: 1, shares, empty: shares[0] ?? 0, visited: visitedIn(shares) };
    }
  }
  const deviation = Math.sqrt(mean);
  const first = Math.max(0, Math.floor(mean - 5 * deviation));
  const lengths = Math.ceil(mean + 5 * deviation + 4) - first;
  const width = Math.ceil(lengths / MOST_GROUPS);
  const shares = groupedPoisson(mean, first, width, Math.ceil(lengths / width));
  // A lookup without an entry meets any chain alike; of an entry's fellows in its chain half stand before it.
  return { first, width, shares, empty: Math.exp(-mean), visited: { hit: entries > 0 ? 1 + mean / 2 : 0, miss: mean } };
}

/** Poisson shares in groups of `width` lengths from `first` on. */
function groupedPoisson(mean: number, first: number, width: number, groups: number): readonly number[] {
  const shares = new Array<number>(groups).fill(0);
  if (mean > NORMAL_FROM) {
    return shares.map((_, group) => {
      const distance = (first + group * width + (width - 1) / 2 - mean) / Math.sqrt(mean);
      return (width * Math.exp((-distance * distance) / 2)) / Math.sqrt(2 * Math.PI * mean);
    });
  }
  // In logarithms: e^-mean is nothing at all for long chains.
  let logarithm = -mean;
  for (let n = 0; n < first + groups * width; n++) {
    if (n > 0) logarithm += Math.log(mean / n);
    const group = Math.floor((n - first) / width);
    if (group >= 0) shares[group] = (shares[group] ?? 0) + Math.exp(logarithm);
  }
  return shares;
}

/** An entry is met in longer chains more often, and anywhere in its chain. */
function visitedIn(shares: readonly number[]): ChainSpread["visited"] {
  let nodes = 0;
  let looked = 0;
  for (const [length, share] of shares.entries()) {
    nodes += share * length;
    looked += (share * length * (length + 1)) / 2;
  }
  return { hit: looked / nodes, miss: nodes };
}

/** Nodes in an average chain: every flow hangs in two. */
export function meanChain(entries: number, buckets: number): number {
  return (2 * entries) / buckets;
}

/** Flows an empty table holds after `offered` new ones, all living on. The table is shared by all namespaces. */
export function heldOf(offered: number, buckets: number, limit: InsertLimit | null): number {
  if (limit === null || !(offered > 0)) return Math.max(0, offered);
  const model = modelOf(limit);
  const load = offered / buckets;
  if (load <= model.free) return offered;
  return Math.min(offered, Math.round(buckets * heldAt(model.curve, load)));
}

/** Share of `offered` flows that an empty table refuses, 0 to 1. */
export function refusedShare(offered: number, buckets: number, limit: InsertLimit | null): number {
  return offered > 0 ? (offered - heldOf(offered, buckets, limit)) / offered : 0;
}

/** Entries at which 0.1 % of new flows are refused in a table whose flows come and go. */
export function usableEntries(buckets: number, limit: InsertLimit): number {
  return Math.floor(buckets * modelOf(limit).usable);
}
