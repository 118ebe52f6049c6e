// How much of YAML and JSON is parsed; apart from the other limits, since a short text never asks.
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

export const STRUCTURE = {
  /** Characters: a parse takes some 50 milliseconds for 100 KB. */
  characters: 1_000_000,
  /** A word takes 2 microseconds and 2,000 bytes, however short it is. */
  words: 300_000,
} as const;

/** What is not read of a text that is only scanned, and why. */
export const TOO_MUCH_STRUCTURE = say("the structure of its YAML or JSON, only its lines: too deep, too long, or more than {words} words", {
  words: formatCount(STRUCTURE.words),
});
