// What came of a staged situation, and whether the advice held. Pure.
import { statistics } from "../recordings/texts.ts";
import type { Losses, Staged } from "./answers.ts";
import type { Situation } from "./situations.ts";

/** Of a measurement; tries that succeeded by kind of bystander, and counts of the kernel a second. */
export interface Measured {
  readonly tries: number;
  readonly open: number;
  readonly forwarded: number;
  readonly fresh: number;
  readonly freshForwarded: number;
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
  const { tries, open, forwarded, fresh, freshForwarded, countAfter } = losses;
  return {
    ...{ tries, open, forwarded, fresh, freshForwarded },
    dropped: rate("drop"),
    evicted: rate("early_drop"),
    refused: rate("insert_failed"),
    count: countAfter,
  };
}

/** Tries of all four kinds that failed. */
export function lostTries({ tries, open, forwarded, fresh, freshForwarded }: Measured): number {
  return 4 * tries - open - forwarded - fresh - freshForwarded;
}

function lossRate({ dropped, evicted, refused }: Measured): number {
  return dropped + evicted + refused;
}

/** Why it does not hold; undefined where it does. */
export function shortfall({ causes, before, after }: AdviceResult, { causes: true_, bar }: Situation): string | undefined {
  const [first = "none"] = causes;
  if (!true_.some((cause) => cause === first)) return `the first cause named is ${first}`;
  const [lost, left] = [lostTries(before), lostTries(after)];
  if (lossRate(before) === 0 && lost === 0) return "nothing was lost before the step";
  if (bar === "evictions") {
    if (after.evicted > LEFT * before.evicted) return `${after.evicted} evictions a second are left of ${before.evicted}`;
    return left > lost ? `bystanders lost ${left} tries after the step, and ${lost} before` : undefined;
  }
  if (left > LEFT * lost) return `bystanders still lose ${left} tries of ${lost}`;
  return lossRate(after) > LEFT * lossRate(before)
    ? `${lossRate(after)} packets a second are still lost of ${lossRate(before)}`
    : undefined;
}
