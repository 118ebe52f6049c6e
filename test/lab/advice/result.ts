// What came of a staged situation, and whether the advice held. Pure.
import { statistics } from "../recordings/texts.ts";
import type { Losses, Staged } from "./answers.ts";
import type { Bar, Situation } from "./situations.ts";

/** Of a measurement; tries that succeeded by kind of bystander, and counts of the kernel a second. */
export interface Measured {
  readonly tries: number;
  readonly open: number;
  readonly forwarded: number;
  readonly fresh: number;
  readonly freshForwarded: number;
  /** Where they were tried. */
  readonly files?: number;
  readonly dropped: number;
  readonly evicted: number;
  readonly refused: number;
  readonly count: number;
}

export interface AdviceResult {
  readonly situation: string;
  /** The lab's name of the kernel, and what uname -r prints. */
  readonly kernel: string;
  readonly release: string;
  readonly date: string;
  readonly accelerator: string;
  readonly seconds: number;
  /** Ids, the likeliest first. */
  readonly causes: readonly string[];
  readonly steps: readonly string[];
  readonly before: Measured;
  readonly after: Measured;
}

/** What may be left of losses and evictions. */
const LEFT = 0.1;

export function measured(staged: Staged, label: Losses["label"]): Measured {
  const losses = staged.losses.find((one) => one.label === label);
  if (!losses) throw new Error(`nothing was measured ${label} the step`);
  const read = (when: string): Readonly<Record<string, number>> =>
    statistics(staged.text.find((one) => one.label === `${label}, counters ${when}`)?.text ?? "");
  const [first, last] = [read("before"), read("after")];
  const rate = (...names: readonly string[]): number => {
    const more = names.reduce((sum, name) => sum + (last[name] ?? 0) - (first[name] ?? 0), 0);
    return Math.round((more / losses.milliseconds) * 10_000) / 10;
  };
  const { tries, open, forwarded, fresh, freshForwarded, files, countAfter } = losses;
  return {
    ...{ tries, open, forwarded, fresh, freshForwarded, ...(files === undefined ? {} : { files }) },
    dropped: rate("drop"),
    evicted: rate("early_drop"),
    refused: rate("insert_failed"),
    count: countAfter,
  };
}

/** Of all kinds. */
export function allTries({ tries, files }: Pick<Measured, "tries" | "files">): number {
  return (files === undefined ? 4 : 5) * tries;
}

/** Tries of all kinds that failed. */
export function lostTries(measured: Measured): number {
  const { open, forwarded, fresh, freshForwarded, files = 0 } = measured;
  return allTries(measured) - open - forwarded - fresh - freshForwarded - files;
}

function lossRate({ dropped, evicted, refused }: Measured): number {
  return dropped + evicted + refused;
}

/** Why it does not hold; undefined where it does. */
export function shortfall(result: AdviceResult, { causes, bar }: Situation): string | undefined {
  const [first = "none"] = result.causes;
  if (!causes.some((cause) => cause === first)) return `the first cause named is ${first}`;
  return BARS[bar](result.before, result.after);
}

/** By what a step must bring: what is short of it. */
const BARS: Readonly<Record<Bar, (before: Measured, after: Measured) => string | undefined>> = {
  losses: (before, after) => nothingLost(before) ?? triesLeft(before, after) ?? packetsLeft(before, after),
  evictions: (before, after) => {
    if (before.evicted === 0) return "nothing was evicted before the step";
    if (after.evicted > LEFT * before.evicted) return `${after.evicted} evictions a second are left of ${before.evicted}`;
    return harmed(before, after);
  },
  bystanders: (before, after) => nothingLost(before) ?? triesLeft(before, after),
  naming: harmed,
};

function nothingLost(before: Measured): string | undefined {
  return lossRate(before) === 0 && lostTries(before) === 0 ? "nothing was lost before the step" : undefined;
}

function triesLeft(before: Measured, after: Measured): string | undefined {
  const [lost, left] = [lostTries(before), lostTries(after)];
  return left > LEFT * lost ? `bystanders still lose ${left} tries of ${lost}` : undefined;
}

function packetsLeft(before: Measured, after: Measured): string | undefined {
  const [lost, left] = [lossRate(before), lossRate(after)];
  return left > LEFT * lost ? `${left} packets a second are still lost of ${lost}` : undefined;
}

function harmed(before: Measured, after: Measured): string | undefined {
  const [lost, left] = [lostTries(before), lostTries(after)];
  return left > lost ? `bystanders lost ${left} tries after the step, and ${lost} before` : undefined;
}
