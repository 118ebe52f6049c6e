// Wording that the calculator's sentences share.
import { formatCount, formatRate } from "../../units/units.ts";
import type { CalculatorState } from "../state.ts";

/** "2,180 new connections/s"; of other protocols than TCP and SCTP they are flows. */
export function rateWords(rate: number, state: CalculatorState): string {
  const connections = state.classes.value.every(({ protocol }) => protocol === "tcp" || protocol === "sctp");
  return `${formatRate(rate)} new ${connections ? "connections" : "flows"}/s`;
}

export function entriesWords(entries: number): string {
  const rounded = Math.round(entries);
  return `${formatCount(rounded)} ${rounded === 1 ? "entry" : "entries"}`;
}

export function bucketsWords(buckets: number): string {
  return `${formatCount(buckets)} ${buckets === 1 ? "bucket" : "buckets"}`;
}
