// Everything about one recorded kernel that the core can be held against. Pure.
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import type { KernelRecord, Recordings } from "../recordings/record.ts";
import { compareFigures } from "./figures.ts";
import { compareKeys } from "./keys.ts";
import { compareLimits } from "./limits.ts";
import { type Tally, together } from "./tally.ts";
import { compareVerdicts } from "./verdicts.ts";

export function compareAll(recordings: Recordings, record: KernelRecord, target: KernelTarget): Tally {
  return together([
    compareKeys(record, target),
    compareVerdicts(recordings, record, target),
    compareLimits(record, target),
    compareFigures(record, target),
  ]);
}
