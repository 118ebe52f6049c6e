// Carries out a plan: every text written once, each time from the same values, and read back.
import type { Measured } from "./agreement.ts";
import type { Plan } from "./cases.ts";
import { establish, readValue, writeOnce } from "./sysctl-file.ts";

/** One step for each text, so that a caller can look up between two writes. The files stay as the last write left them. */
export function* measure(plan: Plan): Generator<void, Measured> {
  const start = { ...plan.given, [plan.path]: plan.before };
  const writes: Measured["writes"][number][] = [];
  establish(start);
  let now = plan.before;
  for (const text of plan.texts) {
    if (now !== plan.before) establish(start);
    const outcome = writeOnce(plan.path, text);
    now = readValue(plan.path);
    if (outcome === "refused" && now !== plan.before) throw new Error(`${plan.path} refused ${JSON.stringify(text)} and became ${now}`);
    writes.push([text, outcome === "refused" ? "refused" : now]);
    yield;
  }
  return { path: plan.path, before: plan.before, given: plan.given, writes };
}
