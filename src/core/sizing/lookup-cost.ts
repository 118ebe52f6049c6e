// What longer chains cost in time, from what was measured.

/**
 * Nanoseconds a packet while 100,000 flows were sent again through a pair of interfaces, by nodes in an average chain:
 * 6.18.44, x86_64. Sending without tracking took 3,216.2 ns. The three shortest chains were measured as 3,926.8 (0.19),
 * 3,973.0 (0.38) and 3,949.0 (0.76); as the order of the last two is noise, their mean stands for both.
 */
const MEASURED: readonly (readonly [mean: number, nanoseconds: number])[] = [
  [0.19, 3926.8],
  [0.38, 3961],
  [0.76, 3961],
  [1.53, 4007.6],
  [3.05, 4148.8],
  [6.1, 4211.9],
  [12.21, 4520.7],
  [24.41, 5216.2],
  [48.83, 5606.5],
  [97.66, 7107.8],
  [195.31, 11499.7],
  [390.62, 15658.6],
];
const UNTRACKED = 3216.2;

export interface LookupCost {
  /** As a multiple of the cost with chains of 0.19 nodes. */
  readonly relative: number;
  /** Beyond the longest chains that were measured: along the last stretch. */
  readonly extrapolated: boolean;
}

/** What tracking adds to a packet, by interpolation between measured means. Shorter chains than measured cost the same. */
export function lookupCost(mean: number): LookupCost {
  const [shortest = [0, 1]] = MEASURED;
  const base = shortest[1] - UNTRACKED;
  if (mean <= shortest[0]) return { relative: 1, extrapolated: false };
  const above = MEASURED.findIndex(([measured]) => measured >= mean);
  const at = above < 0 ? MEASURED.length - 1 : above;
  const [left = shortest, right = shortest] = [MEASURED[at - 1], MEASURED[at]];
  const nanoseconds = left[1] + ((mean - left[0]) * (right[1] - left[1])) / (right[0] - left[0]);
  return { relative: (nanoseconds - UNTRACKED) / base, extrapolated: above < 0 };
}
