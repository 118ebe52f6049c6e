// A fleet whose every number is known: what its hosts export at each step, and what is to be found in it.

export interface ModelHost {
  readonly pool: string;
  readonly host: string;
  readonly release: string;
  readonly memory: number;
  readonly limit: number;
  /** A limit that held before a time. */
  readonly before?: { readonly until: number; readonly limit: number };
  /** Daily peak on a working day at the beginning, and its growth a day. */
  readonly base: number;
  readonly growth: number;
  /** One step that stands out. */
  readonly spike?: { readonly at: number; readonly entries: number };
  readonly from?: number;
  readonly until?: number;
  readonly gap?: { readonly from: number; readonly until: number };
  readonly counters: boolean;
  /** Counts at the beginning. */
  readonly counted: number;
  /** Increments of the counters at a time. */
  readonly losses: readonly { readonly at: number; readonly counter: Counter; readonly count: number }[];
  /** The machine was started anew: counters begin at 0. */
  readonly reset?: number;
  readonly seed: number;
}

type Counter = "drop" | "early_drop" | "insert_failed";

export const STEP = 300;
export const DAY = 86400;

/** As 5.15 and later choose above 4 GiB. */
const OWN = 262144;

interface PoolSpec {
  readonly pool: string;
  readonly limit: number;
  readonly memory: number;
  readonly release: string;
  readonly base: number;
}

const POOLS: readonly PoolSpec[] = [
  { pool: "gw", limit: 1_048_576, memory: 33_554_432_000, release: "6.1.0-50-amd64", base: 400_000 },
  { pool: "nat", limit: 524_288, memory: 16_777_216_000, release: "6.1.0-50-amd64", base: 200_000 },
  { pool: "edge", limit: 2_097_152, memory: 67_108_864_000, release: "6.12.41", base: 900_000 },
  { pool: "lb", limit: 524_288, memory: 16_777_216_000, release: "5.15.0-119-generic", base: 150_000 },
  { pool: "k8s", limit: 393_216, memory: 33_554_432_000, release: "6.8.0-45-generic", base: 120_000 },
  { pool: "plain", limit: OWN, memory: 8_388_608_000, release: "6.12.41", base: 60_000 },
  { pool: "dns", limit: 1_048_576, memory: 8_388_608_000, release: "6.6.52", base: 500_000 },
  { pool: "proxy", limit: 786_432, memory: 16_777_216_000, release: "5.14.0-427.el9.x86_64", base: 300_000 },
  { pool: "vpn", limit: 131_072, memory: 4_194_304_000, release: "5.10.0-32-amd64", base: 30_000 },
  { pool: "mail", limit: 196_608, memory: 8_388_608_000, release: "6.1.0-50-amd64", base: 50_000 },
];

/** `end` in seconds since 1970; hosts are spread evenly over ten pools. Without `special` all are quiet and alike. */
export function modelFleet(hosts: number, end: number): readonly ModelHost[] {
  return Array.from({ length: hosts }, (_, index) => modelHost(index, Math.max(100, Math.ceil(hosts / POOLS.length)), end));
}

/** The end of the range of the sample; of it, two pools with a host of each kind in the first one. */
export const SAMPLE_END = 1_795_910_400;
const SAMPLE_PLACES: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 19, 23, 29, 31, 37, 41]);

/** Few enough to keep what a store says of them. */
export function sampleFleet(): readonly ModelHost[] {
  return modelFleet(200, SAMPLE_END).filter((_, index) => (index < 100 ? SAMPLE_PLACES.has(index) : index === 100 || index === 102));
}

function modelHost(index: number, perPool: number, end: number): ModelHost {
  const spec = POOLS[Math.floor(index / perPool)] ?? (POOLS[0] as PoolSpec);
  const place = index % perPool;
  const name = `${spec.pool}-${String(place).padStart(4, "0")}.example.net:9100`;
  const plain: ModelHost = {
    pool: spec.pool,
    host: name,
    release: spec.release,
    memory: spec.memory,
    limit: spec.limit,
    base: spec.base * (0.95 + 0.1 * hashed(index, 1)),
    growth: 0,
    counters: true,
    counted: Math.floor(hashed(index, 2) * 5000),
    losses: [],
    seed: index,
  };
  return { ...plain, ...special(place, plain, end) };
}

/** What is unlike the others, by the place of a host in its pool; every hundred hosts the same again. */
function special(place: number, { limit, base }: ModelHost, end: number): Partial<ModelHost> {
  const day = (back: number): number => end - Math.round((back * DAY) / STEP) * STEP;
  switch (place % 100) {
    case 1:
      return { spike: { at: day(9.37), entries: Math.floor(limit * 0.93) } };
    case 3:
      // 90 % of the limit in 40 days from the end on.
      return { growth: (0.9 * limit - base) / 70 };
    case 5:
      return {
        losses: [
          { at: day(4.2), counter: "drop", count: 1204 },
          { at: day(4.1), counter: "early_drop", count: 333 },
        ],
      };
    case 7:
      return {
        losses: [11.3, 7.8, 2.1].flatMap((back) =>
          (["drop", "insert_failed"] as const).map((counter) => ({ at: day(back), counter, count: 17 })),
        ),
      };
    case 11:
      return { reset: day(13.4), counted: 4000 };
    case 12:
      return { reset: day(13.4), counted: 4000, losses: [{ at: day(3.3), counter: "drop", count: 90 }] };
    case 13:
      return { counters: false };
    case 19:
      return { gap: { from: day(15), until: day(12) } };
    case 23:
      return { limit: limit / 2 };
    case 29:
      return { limit: limit * 2, before: { until: day(12.5), limit } };
    case 31:
      return { from: day(3) };
    case 37:
      return { until: day(10) };
    case 41:
      return { base: Math.min(base * 1.9, limit * 0.8) };
    default:
      return {};
  }
}

export interface ModelSample {
  readonly time: number;
  readonly entries: number;
  readonly limit: number;
  readonly counters: Readonly<Record<Counter, number>> | undefined;
}

/** Every step of a range of days up to `end`. */
export function* samplesOf(host: ModelHost, end: number, days: number): Generator<ModelSample> {
  const begin = end - days * DAY;
  const counts = { drop: host.counted, early_drop: Math.floor(host.counted / 7), insert_failed: Math.floor(host.counted / 3) };
  for (let time = begin + STEP; time <= end; time += STEP) {
    if (time === host.reset) counts.drop = counts.early_drop = counts.insert_failed = 0;
    for (const loss of host.losses) if (loss.at === time) counts[loss.counter] += loss.count;
    if (time < (host.from ?? begin) || time > (host.until ?? end)) continue;
    if (host.gap && time > host.gap.from && time <= host.gap.until) continue;
    yield {
      time,
      entries: entriesAt(host, time, begin),
      limit: host.before && time < host.before.until ? host.before.limit : host.limit,
      counters: host.counters ? { ...counts } : undefined,
    };
  }
}

/** A day with a busy afternoon, quiet weekends, and noise of one per cent. */
function entriesAt({ base, growth, spike, seed }: ModelHost, time: number, begin: number): number {
  if (spike?.at === time) return spike.entries;
  const day = Math.ceil((time - begin) / DAY) - 1;
  const weekday = day % 7;
  const peak = (base + growth * day) * (weekday >= 5 ? 0.8 : 1);
  const ofDay = ((time - begin) % DAY) / DAY;
  const shape = 0.4 + 0.6 * Math.sin(Math.PI * ofDay) ** 2;
  return Math.round(peak * shape * (1 - 0.01 * hashed(seed * 7919 + time / STEP, 3)));
}

/** 0 to 1, the same for the same numbers. */
function hashed(value: number, salt: number): number {
  let bits = Math.imul(value ^ (salt * 0x9e3779b9), 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

export interface Truth {
  readonly peak: { readonly entries: number; readonly at: number };
  readonly lost: Readonly<Record<Counter, number>> | undefined;
  readonly limit: number;
  readonly present: boolean;
}

/** What there is to be found, counted from the samples themselves. */
export function truthOf(host: ModelHost, end: number, days: number): Truth {
  let peak = { entries: -1, at: 0 };
  let last: ModelSample | undefined;
  const lost = { drop: 0, early_drop: 0, insert_failed: 0 };
  for (const sample of samplesOf(host, end, days)) {
    if (sample.entries > peak.entries) peak = { entries: sample.entries, at: sample.time };
    for (const counter of ["drop", "early_drop", "insert_failed"] as const) {
      const [before, now] = [last?.counters?.[counter], sample.counters?.[counter]];
      if (before !== undefined && now !== undefined) lost[counter] += now >= before ? now - before : now;
    }
    last = sample;
  }
  return { peak, lost: host.counters ? lost : undefined, limit: host.limit, present: last !== undefined && last.time > end - STEP };
}

/** Days from the end on until the daily peaks of a growing host are at a share of its limit. */
export function daysUntil({ base, growth, limit }: ModelHost, share: number, days: number): number {
  return (share * limit - base - growth * (days - 1)) / growth;
}
