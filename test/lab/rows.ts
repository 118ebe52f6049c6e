// Each kernel with what came of the comparison: through all doors where it was asked here, the core alone where only its
// recording is left.
import type { Asked } from "./ask.ts";
import { compareAll } from "./compare/all.ts";
import { together } from "./compare/tally.ts";
import { targetOf } from "./compare/target.ts";
import { compareDoors } from "./doors/all.ts";
import { withAwaited } from "./open.ts";
import { toRecord } from "./recordings/from-answers.ts";
import { Pool } from "./recordings/pool.ts";
import type { Recordings } from "./recordings/record.ts";
import type { Row } from "./report.ts";

export function rowOf({ answers, isKept }: Asked): Row {
  const pool = new Pool();
  const record = toRecord(answers, pool);
  const recordings: Recordings = { texts: pool.texts, outcomes: pool.outcomes, kernels: [record] };
  const tally = together([compareAll(recordings, record, targetOf(record)), compareDoors(recordings, record, answers)]);
  return { record, tally: withAwaited(record, tally), from: isKept ? "cache" : "boot" };
}

export function recordedRows(recordings: Recordings, isWanted: (name: string) => boolean): readonly Row[] {
  return recordings.kernels
    .filter(({ name }) => isWanted(name))
    .map((record) => ({ record, tally: withAwaited(record, compareAll(recordings, record, targetOf(record))), from: "recording" }));
}
