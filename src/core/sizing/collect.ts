// How long expired entries wait for the kernel's collector, and how many of them are counted meanwhile. Pure maths.
import { type Collector, LONGEST_PAUSE, LONGEST_REMAINING, SHORTEST_PAUSE } from "../kernel/collector.ts";

/** Entries whose time left is spread evenly over `from` to `to` seconds. */
export interface Remaining {
  readonly from: number;
  readonly to: number;
  readonly entries: number;
}

/** How far the number of entries met grows in one step of the integration. */
const GROWTH = 1.02;

/** The integral from 0 of y cut towards zero: even in y. */
function cutIntegral(y: number): number {
  const size = Math.abs(y);
  const whole = Math.floor(size);
  return (whole * (whole - 1)) / 2 + whole * (size - whole);
}

/** Mean of (x - mean) / met, cut towards zero, for x even in from..to and then held within 1..300 s; all in jiffies. */
function meanStep(from: number, to: number, mean: number, met: number, hz: number): number {
  const least = SHORTEST_PAUSE * hz;
  const most = LONGEST_REMAINING * hz;
  const at = (x: number): number => Math.trunc((Math.min(Math.max(x, least), most) - mean) / met);
  const width = to - from;
  if (width <= 0) return at(from);
  const low = Math.min(Math.max(from, least), most);
  const high = Math.min(Math.max(to, least), most);
  const below = Math.max(0, Math.min(to, least) - from) * at(least);
  const above = Math.max(0, to - Math.max(from, most)) * at(most);
  const between = met * (cutIntegral((high - mean) / met) - cutIntegral((low - mean) / met));
  return (below + above + between) / width;
}

/**
 * The pause that an adaptive collector with a bias takes after a round through these entries. For each entry met, twice
 * because it hangs in two chains, the kernel moves its mean by (time left - mean) / met in whole jiffies. Whatever is
 * within one `met` of the mean moves it no more, so the mean of a large table stops early and too high: 1,000 entries a
 * second with 5 s each have 2.5 s left on average, and are collected every 7 to 8 s (measured on 6.18.44, HZ 250).
 */
function biasedMean(parts: readonly Remaining[], bias: number, hz: number): number {
  const entries = parts.reduce((sum, part) => sum + part.entries, 0);
  const nodes = 2 * entries;
  let mean = LONGEST_PAUSE * hz;
  let met = bias;
  while (met < bias + nodes) {
    const next = Math.min(bias + nodes, Math.max(met + 1, met * GROWTH));
    let move = 0;
    for (const part of parts) move += part.entries * meanStep(part.from * hz, part.to * hz, mean, (met + next) / 2, hz);
    mean += ((next - met) * move) / entries;
    met = next;
  }
  return mean / hz;
}

/** Longest time between two rounds, in seconds, where nothing else on the machine is tracked; 0 for timers. */
export function collectorInterval(collector: Collector, parts: readonly Remaining[], hz: number): number {
  switch (collector.kind) {
    case "timers":
      return 0;
    case "rounds":
      return collector.seconds;
    case "adaptive": {
      const present = parts.filter(({ entries }) => entries > 0);
      if (present.length === 0) return LONGEST_PAUSE;
      // Without a bias the last entries met decide, whichever they are.
      const pause = collector.bias === 0 ? Math.max(...present.map(({ to }) => to)) : biasedMean(present, collector.bias, hz);
      return Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, pause));
    }
  }
}

/** The longest that entries elsewhere on the machine can make it. */
export function longestInterval(collector: Collector): number {
  return collector.kind === "adaptive" ? LONGEST_PAUSE : collector.kind === "rounds" ? collector.seconds : 0;
}

/**
 * Expired entries still counted when the collector comes round, at most: `expired` since it was last here. The first
 * packet of a new flow looks through a whole chain and takes expired entries out of it. As many flows come as go, and
 * each entry hangs in two chains, so of e waiting entries every arrival takes 2 e / buckets:
 * de = (1 - 2 e / buckets) d(expired), and e stays under buckets / 2 for ever.
 */
export function uncollected(expired: number, buckets: number): number {
  return (buckets / 2) * -Math.expm1((-2 * expired) / buckets);
}
