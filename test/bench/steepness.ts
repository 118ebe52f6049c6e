// Whether times grow faster than the text, as far as milliseconds tell.

/** Twice the text may take so much longer; a little more than twice for what memory costs. */
export const MOST_GROWTH = 2.6;
/** Four times the text: a step alone may be the memory that the engine tidies up just then. */
export const MOST_OVERALL = MOST_GROWTH ** 2;
/** Milliseconds: what takes less at the first length says nothing about growth. The text becomes longer, or it is run again. */
export const LEAST = 25;

/** What takes less than `LEAST` at its longest says nothing. */
export function isSteep(times: readonly number[]): boolean {
  return steepness(times) > MOST_GROWTH && overall(times) > MOST_OVERALL && (times.at(-1) ?? 0) >= LEAST;
}

export function overall(times: readonly number[]): number {
  return (times.at(-1) ?? 0) / Math.max(times[0] ?? 0, 0.1);
}

/** How much of it is the engine's own work, which a text that is nothing but brackets makes steep. */
export function engineShare(whole: string, ms: number): string {
  if (!/^\s*[{[]/.test(whole)) return "";
  let least = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < 5; sample++) {
    const start = process.threadCpuUsage();
    try {
      JSON.parse(whole);
    } catch {
      // Most are none.
    }
    const { user, system } = process.threadCpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return `${Math.round((100 * least) / ms)} %`;
}

export function steepness(times: readonly number[]): number {
  let most = 0;
  for (const [index, ms] of times.entries()) {
    const before = times[index - 1];
    if (before) most = Math.max(most, ms / before);
  }
  return most;
}
