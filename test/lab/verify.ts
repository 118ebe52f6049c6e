// Boots the kernels of the lab, asks them, and holds the product against what they answer. node test/lab/verify.ts --help
import { mkdirSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { cacheRoot } from "../host/cache.ts";
import { runScript } from "../host/failure.ts";
import { withLock } from "../host/lock.ts";
import { startProgress } from "../host/progress.ts";
import { askAll } from "./ask-all.ts";
import { together } from "./compare/tally.ts";
import { requireBuild } from "./doors/cli.ts";
import { KERNELS, kernelNamed } from "./kernels.ts";
import { list } from "./list.ts";
import { HELP, readOptions } from "./options.ts";
import { keep } from "./recordings/keep.ts";
import { readRecordings, writeRecordings } from "./recordings/store.ts";
import { differences, TIMES_NOTE, table } from "./report.ts";
import { recordedRows, rowOf } from "./rows.ts";

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) return say(HELP);
  if (options.isList) return say(list(KERNELS, readRecordings().kernels, { release: release(), arch: process.arch }));
  requireBuild();
  const root = join(cacheRoot(), "kernels");
  mkdirSync(root, { recursive: true });
  const progress = startProgress();
  const run = await withLock(
    join(root, "lock"),
    () => askAll(options, root, progress),
    (holder) => progress.step(`waiting for ${holder}`),
  );
  const fresh = run.asked.map((asked) => {
    progress.step(`${asked.answers.name}: comparing`);
    return rowOf(asked);
  });
  progress.end();
  const isLeft = (name: string): boolean => run.gone.includes(name) || (options.isEverything && !kernelNamed(name));
  const rows = [...fresh, ...recordedRows(readRecordings(), isLeft)];
  const unknown = run.gone.filter((name) => !rows.some(({ record }) => record.name === name));
  run.skipped.push(...unknown.map((name) => `${name}: the archive no longer has its packages, and nothing was recorded of it`));
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

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
