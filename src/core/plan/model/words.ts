// Wording that the calculator's sentences share.

import { formatCount, formatRate } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";

/** "2,180 new connections/s"; of other protocols than TCP and SCTP they are flows. */
export function rateWords(rate: number, state: CalculatorState): string {
  const connections = state.classes.value.every(({ protocol }) => protocol === "tcp" || protocol === "sctp");
  const figure = formatRate(rate);
  return connections ? say("{rate} new connections/s", { rate: figure }) : say("{rate} new flows/s", { rate: figure });
}

export function entriesWords(entries: number): string {
  const rounded = Math.round(entries);
  return rounded === 1 ? say("1 entry") : say("{entries} entries", { entries: formatCount(rounded) });
}

export function bucketsWords(buckets: number): string {
  return buckets === 1 ? say("1 bucket") : say("{buckets} buckets", { buckets: formatCount(buckets) });
}
