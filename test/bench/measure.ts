// Measures things against each other within one run: in turns, warm, as medians. Knows nothing of what it measures.
import { threadCpuUsage } from "node:process";

/** Milliseconds since some start. */
export type Clock = () => number;

/**
 * What this thread has worked: on an idle machine the same as the time that passes, and on a busy one still about right.
 * Help of other threads with garbage is not in it, nor is what another process does.
 */
export const WORK: Clock = () => {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
};

/** The time that passes. */
export const TIME: Clock = () => performance.now();

export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
}

/** Milliseconds for one run, round by round. */
export type Times = readonly number[];

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Plan {
  readonly clock: Clock;
  readonly rounds: number;
  /** A candidate is run again until a sample has taken this long; then the clock and the collector weigh little. */
  readonly sampleMs: number;
  readonly warmUpMs: number;
}

/** Runs the candidates in turns, every other round in the opposite order, so that what disturbs one disturbs all. */
export async function measure<const C extends readonly Candidate[]>(
  candidates: C,
  { clock, rounds, sampleMs, warmUpMs }: Plan,
): Promise<{ readonly [K in keyof C]: Times }> {
  for (const candidate of candidates) await sample(candidate, warmUpMs, clock);
  const times = candidates.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...candidates.entries()];
    for (const [index, candidate] of round % 2 === 0 ? order : order.reverse())
      times[index]?.push(await sample(candidate, sampleMs, clock));
  }
  return times as unknown as { readonly [K in keyof C]: Times };
}

/** How many times as long the one takes as the other, round by round. */
export function ratios(one: Times, other: Times): Spread {
  return spread(one.map((time, round) => time / (other[round] ?? Number.NaN)));
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}

/** Mean milliseconds of a run, over as many runs as fit in the time. */
async function sample({ run }: Candidate, atLeastMs: number, clock: Clock): Promise<number> {
  const start = clock();
  let runs = 0;
  let elapsed = 0;
  do {
    await run();
    runs++;
    elapsed = clock() - start;
  } while (elapsed < atLeastMs);
  return elapsed / runs;
}
