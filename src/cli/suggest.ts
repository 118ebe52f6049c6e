// What a mistyped name may have meant, as the end of a sentence.
import { nearestNames } from "../core/language/index.ts";

/** "; did you mean x?", or nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const [best] = nearestNames(word, names);
  return best === undefined ? "" : `; did you mean ${best}?`;
}
