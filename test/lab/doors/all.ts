// The product through the doors that people use, held against one kernel's answers.
import type { Answers } from "../answers.ts";
import { type Tally, together } from "../compare/tally.ts";
import type { KernelRecord, Recordings } from "../recordings/record.ts";
import { compareCheck } from "./check.ts";
import { compareEvidence } from "./evidence.ts";
import { compareSizes } from "./sizes.ts";

export function compareDoors(recordings: Recordings, record: KernelRecord, answers: Answers): Tally {
  return together([compareCheck(recordings, record), compareSizes(record), compareEvidence(answers)]);
}
