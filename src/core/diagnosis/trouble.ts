// Whether a host loses something now, or is about to: by its counters, its count and its limit.
import type { Evidence } from "../evidence/evidence.ts";
import { contextOf } from "./context.ts";

export function isInTrouble(evidence: Evidence): boolean {
  return contextOf(evidence).pressed === true;
}
