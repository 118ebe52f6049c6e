// Counts of whole seconds in a bounded number of bins: each second its own up to 1,023, then 256 bins an octave.

const EXACT = 1024;
const OCTAVE = 256;
/** Up to 2^32 - 1 seconds, the most that a kernel prints. */
export const BINS = EXACT + (32 - 10) * OCTAVE;

/** The bin of a number of seconds, 0 to 2^32 - 1. */
export function binOf(seconds: number): number {
  if (seconds < EXACT) return seconds;
  const power = 31 - Math.clz32(seconds);
  return EXACT + (power - 10) * OCTAVE + ((seconds >>> (power - 8)) & (OCTAVE - 1));
}

/** The smallest number of seconds in a bin; for BINS, the first beyond all. */
export function binStart(bin: number): number {
  if (bin < EXACT) return bin;
  const octave = Math.floor((bin - EXACT) / OCTAVE);
  return (OCTAVE + ((bin - EXACT) % OCTAVE)) * 2 ** (octave + 2);
}

/** How many counted seconds lie below `seconds`; within a bin they are taken as spread evenly. */
export function countBelow(bins: ArrayLike<number>, seconds: number): number {
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    const count = bins[bin] ?? 0;
    // Most are empty: where they begin need not be worked out.
    if (count === 0) continue;
    const from = binStart(bin);
    if (from >= seconds) break;
    const to = binStart(bin + 1);
    sum += count * Math.min(1, (seconds - from) / (to - from));
  }
  return sum;
}

/** The seconds below which a share of all counted ones lies, 0 to 1; undefined where nothing was counted. */
export function quantile(bins: ArrayLike<number>, share: number): number | undefined {
  let total = 0;
  for (let bin = 0; bin < bins.length; bin++) total += bins[bin] ?? 0;
  if (total === 0) return undefined;
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    const count = bins[bin] ?? 0;
    if (count > 0 && sum + count >= share * total) return binStart(bin);
    sum += count;
  }
  return undefined;
}
