// Boots the kernels of the lab, asks them, and holds the product against what they answer. node test/lab/verify.ts --help
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "../host/cache.ts";
import { Failure, messageOf, runScript } from "../host/failure.ts";
import { withLock } from "../host/lock.ts";
import { type Progress, startProgress } from "../host/progress.ts";
import { type Asked, ask } from "./ask.ts";
import { compareAll } from "./compare/all.ts";
import { together } from "./compare/tally.ts";
import { targetOf } from "./compare/target.ts";
import { compareDoors } from "./doors/all.ts";
import { requireBuild } from "./doors/cli.ts";
import { KERNELS, type LabKernel } from "./kernels.ts";
import { list } from "./list.ts";
import { missingFor, missingInWords } from "./needs.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { toRecord } from "./recordings/from-answers.ts";
import { keep } from "./recordings/keep.ts";
import { Pool } from "./recordings/pool.ts";
import type { Recordings } from "./recordings/record.ts";
import { readRecordings, writeRecordings } from "./recordings/store.ts";
import { differences, type Row, TIMES_NOTE, table } from "./report.ts";

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) return say(HELP);
  if (options.isList) return say(list(KERNELS, readRecordings().kernels));
  requireBuild();
  const root = join(cacheRoot(), "kernels");
  mkdirSync(root, { recursive: true });
  const progress = startProgress();
  const run = await withLock(
    join(root, "lock"),
    () => askAll(options, root, progress),
    (holder) => progress.step(`waiting for ${holder}`),
  );
  const rows = compareThem(run.asked, (text) => progress.step(text));
  progress.end();
  say(`\n${table(rows)}\n${TIMES_NOTE}\n`);
  say(differences("Wrong", rows, (tally) => tally.wrong) + differences("Open", rows, (tally) => tally.open));
  if (run.skipped.length > 0) say(`\nSkipped:\n${run.skipped.map((line) => `  ${line}\n`).join("")}`);
  if (run.failed.length > 0) say(`\nFailed:\n${run.failed.map((line) => `  ${line}\n`).join("")}`);
  if (options.isRecording) {
    writeRecordings(
      keep(
        readRecordings(),
        run.asked.map(({ answers }) => answers),
      ),
    );
    say(`\nRecorded ${run.asked.length} kernels.\n`);
  }
  const all = together(rows.map(({ tally }) => tally));
  const failed = all.wrong.length + run.failed.length;
  say(`\n${all.agree} passed, ${failed} failed, ${all.open.length + run.skipped.length} skipped\n`);
  return failed === 0 ? 0 : 1;
});

interface LabRun {
  readonly asked: Asked[];
  /** One sentence each. */
  readonly skipped: string[];
  readonly failed: string[];
}

async function askAll({ kernels, parts }: Options, root: string, progress: Progress): Promise<LabRun> {
  const run: LabRun = { asked: [], skipped: [], failed: [] };
  for (const [index, kernel] of kernels.entries()) {
    const step = (text: string): void => progress.step(`${index + 1} of ${kernels.length}, ${kernel.name}: ${text}`);
    const missing = missingFor(kernel);
    if (missing.length > 0) run.skipped.push(`${kernel.name}: ${missingInWords(missing)}`);
    else await askOne(kernel, run, () => ask(kernel, root, parts, step));
  }
  return run;
}

/** One kernel that fails does not keep the others from being asked. */
async function askOne({ name }: LabKernel, run: LabRun, work: () => Promise<Asked | undefined>): Promise<void> {
  try {
    const asked = await work();
    if (asked) run.asked.push(asked);
    else run.skipped.push(`${name}: the archive no longer has its package; what was recorded of it stays`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    run.failed.push(`${name}: ${messageOf(error)}`);
  }
}

function compareThem(asked: readonly Asked[], step: (text: string) => void): readonly Row[] {
  return asked.map(({ answers, isKept }) => {
    const pool = new Pool();
    const record = toRecord(answers, pool);
    const recordings: Recordings = { texts: pool.texts, outcomes: pool.outcomes, kernels: [record] };
    step(`${record.name}: comparing`);
    const tally = together([compareAll(recordings, record, targetOf(record)), compareDoors(recordings, record, answers)]);
    return { record, tally, isNew: !isKept };
  });
}

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
