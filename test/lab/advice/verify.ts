// Stages situations in virtual machines and takes the advice that is given: node test/lab/advice/verify.ts --help
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheRoot } from "../../host/cache.ts";
import { Failure, runScript } from "../../host/failure.ts";
import { withLock } from "../../host/lock.ts";
import { startProgress } from "../../host/progress.ts";
import { requireBuild } from "../doors/cli.ts";
import { kernelNamed } from "../kernels.ts";
import { OCCUPANCY, stageAll } from "./all.ts";
import { adviceTable, occupancyTable } from "./report.ts";
import { shortfall } from "./result.ts";
import { SITUATIONS, situationNamed } from "./situations.ts";

const HELP = `npm run verify:advice -- [SITUATION...] [--kernel NAME]... [--record] [--list]

Makes situations in virtual machines, diagnoses what they show, takes the first step, and measures what is lost before and
after: a minute or two each, as an emulated machine skips the time that it waits. What was staged with the same program is not staged again.
  ${OCCUPANCY}  in place of a situation: how many entries connections leave that do not close as usual
  --kernel   a kernel of the lab (verify:kernels -- --list); 6.12 without it
  --record   keeps the results in test/fixtures/advice, for npm test
  --list     the situations
`;

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kernel: { type: "string", multiple: true },
      record: { type: "boolean" },
      list: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return say(HELP);
  if (values.list) return say(SITUATIONS.map(({ name, what }) => `${name.padEnd(18)}${what}\n`).join(""));
  const names = positionals.length === 0 ? [OCCUPANCY, ...SITUATIONS.map(({ name }) => name)] : positionals;
  for (const name of names) if (name !== OCCUPANCY) known(situationNamed(name), "situation", name);
  const kernels = (values.kernel ?? ["6.12"]).map((name) => known(kernelNamed(name), "kernel", name));
  requireBuild();
  const root = join(cacheRoot(), "kernels");
  mkdirSync(root, { recursive: true });
  const progress = startProgress();
  const run = await withLock(
    join(root, "lock"),
    () => stageAll({ kernels, names, isRecording: values.record ?? false, root, progress }),
    (holder) => progress.step(`waiting for ${holder}`),
  );
  progress.end();
  const judged = run.staged.map((result) => ({ result, why: shortfall(result, known(situationNamed(result.situation), "situation", "")) }));
  say(`\n${occupancyTable(run.occupancy)}${adviceTable(judged)}\n`);
  for (const line of run.skipped) say(`Skipped: ${line}\n`);
  for (const line of run.failed) say(`Failed: ${line}\n`);
  const wrong = run.occupancy.filter(({ isRight }) => !isRight).length;
  const short = judged.filter(({ why }) => why !== undefined).length;
  const failed = wrong + short + run.failed.length;
  say(`\n${run.occupancy.length + judged.length - wrong - short} passed, ${failed} failed, ${run.skipped.length} skipped\n`);
  return failed === 0 ? 0 : 1;
});

function known<T>(found: T | undefined, kind: string, name: string): T {
  if (found === undefined) throw new Failure(`No ${kind} is called "${name}".`);
  return found;
}

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
