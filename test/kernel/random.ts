// Seeded random texts: numbers as nobody would write them. The same seed gives the same texts on every machine.

export type Random = (below: number) => number;

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A seed of its own for each name. */
export function seedOf(name: string): number {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return hash >>> 0;
}

const LEADS = ["", "", "", "", " ", "\t", "  ", "\v", "\f", "\r", "\n", "\u00a0"];
const SIGNS = ["", "", "", "", "-", "+", "--", "- "];
const TAILS = ["", "", "", "", " ", "\t", "\v", "\r", "s", "k", "#", " # note", " 1", ",", ".0", "\0", " \0", '"', "_0", "e3", "x"];

/** A number of at most `bits` bits, written in some way, with something before or behind it. */
export function randomText(random: Random, bits: number): string {
  const pick = (from: readonly string[]): string => from[random(from.length)] ?? "";
  let value = 0n;
  for (let left = random(bits + 1); left > 0; left--) value = (value << 1n) | BigInt(random(2));
  const zeros = "0".repeat(random(4) === 0 ? random(24) : 0);
  const written = [
    value.toString(10),
    value.toString(10),
    zeros + value.toString(10),
    `0${value.toString(8)}`,
    `0x${zeros}${value.toString(16)}`,
  ];
  return pick(LEADS) + pick(SIGNS) + pick(written) + pick(TAILS);
}
