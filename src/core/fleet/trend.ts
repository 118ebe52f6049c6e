// A robust slope with its uncertainty: Theil and Sen's median of the slopes of all pairs, with the interval of Sen (1968) and
// ties as in Kendall's test. Where there are weeks enough, only values whole weeks apart make pairs (Hirsch, Slack and Smith
// 1982): a quiet weekend is no trend. Pure maths.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Trend {
  /** y for each x. */
  readonly slope: number;
  /** Of 95 %: the true slope is between these, if values stray independently of each other. */
  readonly low: number;
  readonly high: number;
  /** The line is at y = at + slope * x. */
  readonly at: number;
  /** How many standard deviations the order of the values is from one of no trend. */
  readonly z: number;
}

/** Of 95 %. */
const Z95 = 1.96;
/** Values that are compared with each other at most: pairs grow with their square. */
const MOST_POINTS = 400;

/** `season`: only points whose x differ by a multiple of it make pairs. Undefined where there are too few pairs. */
export function trendOf(points: readonly Point[], season?: number): Trend | undefined {
  const kept = thinned(points);
  const groups = [...groupsOf(kept, season)];
  // One block of numbers: a fleet has millions of pairs.
  const slopes = new Float64Array(groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0));
  let pairs = 0;
  let order = 0;
  let variance = 0;
  for (const group of groups) {
    for (const [index, later] of group.entries()) {
      for (let before = 0; before < index; before++) {
        const { x, y } = group[before] ?? later;
        slopes[pairs++] = (later.y - y) / (later.x - x);
        order += Math.sign(later.y - y);
      }
    }
    variance += varianceOf(group);
  }
  if (slopes.length < 6) return undefined;
  slopes.sort();
  const slope = medianOf(slopes);
  const spread = Z95 * Math.sqrt(variance);
  const last = slopes.length - 1;
  const rank = (place: number): number => slopes[Math.min(last, Math.max(0, Math.round(place)))] ?? slope;
  return {
    slope,
    low: rank((slopes.length - spread) / 2),
    high: rank((slopes.length + spread) / 2 - 1),
    at: medianOf(kept.map(({ x, y }) => y - slope * x).sort((a, b) => a - b)),
    z: variance === 0 ? 0 : (order - Math.sign(order)) / Math.sqrt(variance),
  };
}

function thinned(points: readonly Point[]): readonly Point[] {
  const each = Math.ceil(points.length / MOST_POINTS);
  return each <= 1 ? points : points.filter((_, index) => index % each === 0);
}

function groupsOf(points: readonly Point[], season: number | undefined): Iterable<readonly Point[]> {
  if (season === undefined) return [points];
  const groups = new Map<number, Point[]>();
  for (const point of points) {
    const place = point.x % season;
    const group = groups.get(place);
    if (group) group.push(point);
    else groups.set(place, [point]);
  }
  return groups.values();
}

/** Of Kendall's S, smaller for values that are equal. */
function varianceOf(group: readonly Point[]): number {
  const times = new Map<number, number>();
  for (const { y } of group) times.set(y, (times.get(y) ?? 0) + 1);
  const term = (n: number): number => n * (n - 1) * (2 * n + 5);
  let sum = term(group.length);
  for (const count of times.values()) sum -= term(count);
  return sum / 18;
}

/** Of sorted values; NaN of none. */
export function medianOf(sorted: ArrayLike<number>): number {
  const middle = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}
