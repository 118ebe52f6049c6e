// Wording that the calculator's sentences share.

import { formatCount, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";

/** "2,180 new connections/s" */
export function rateWords(rate: number): string {
  return say("{rate} new connections/s", { rate: formatRate(rate) });
}

export function entriesWords(entries: number): string {
  const rounded = Math.round(entries);
  return rounded === 1 ? say("1 entry") : say("{entries} entries", { entries: formatCount(rounded) });
}

export function bucketsWords(buckets: number): string {
  return buckets === 1 ? say("1 bucket") : say("{buckets} buckets", { buckets: formatCount(buckets) });
}
