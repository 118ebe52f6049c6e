// Stages situations in virtual machines and takes the advice that is given: node test/lab/advice/verify.ts --help
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheRoot } from "../../host/cache.ts";
import { Failure, messageOf, runScript } from "../../host/failure.ts";
import { withLock } from "../../host/lock.ts";
import { startProgress } from "../../host/progress.ts";
import { requireBuild } from "../doors/cli.ts";
import { experimentsHash, hashOf } from "../init.ts";
import { kernelNamed } from "../kernels.ts";
import { missingFor, missingInWords } from "../needs.ts";
import { adviceTable } from "./report.ts";
import { shortfall } from "./result.ts";
import { SITUATIONS, situationNamed } from "./situations.ts";
import { MACHINE, type Outcome, RULES, stage } from "./stage.ts";
import { writeResult } from "./store.ts";

const HELP = `npm run verify:advice -- [SITUATION...] [--kernel NAME]... [--record] [--list]

Makes situations in virtual machines, diagnoses what they show, takes the first step, and measures what is lost before and
after: about five minutes each. What was staged with the same program is not staged again.
  --kernel  a kernel of the lab (verify:kernels -- --list); 6.12 without it
  --record  keeps the results in test/fixtures/advice, for npm test
  --list    the situations
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
  const situations = positionals.length === 0 ? SITUATIONS : positionals.map((name) => known(situationNamed(name), "situation", name));
  const kernels = (values.kernel ?? ["6.12"]).map((name) => known(kernelNamed(name), "kernel", name));
  requireBuild();
  const root = join(cacheRoot(), "kernels");
  mkdirSync(root, { recursive: true });
  const progress = startProgress();
  const done: Outcome["result"][] = [];
  const failed: string[] = [];
  const skipped: string[] = [];
  const work = async (): Promise<void> => {
    for (const kernel of kernels) {
      const missing = missingFor(kernel);
      if (missing.length > 0) skipped.push(`${kernel.name}: ${missingInWords(missing)}`);
      for (const situation of missing.length > 0 ? [] : situations) {
        const what = `${kernel.name}, ${situation.name}`;
        try {
          const outcome =
            readKept(root, kernel.name, situation.name) ??
            (await stage(kernel, situation, root, (text) => progress.step(`${what}: ${text}`)));
          if (!outcome) {
            skipped.push(`${what}: the archive no longer has its packages`);
            continue;
          }
          writeKept(root, outcome);
          done.push(outcome.result);
          if (values.record) writeResult(outcome.result, outcome.evidence);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          failed.push(`${what}: ${messageOf(error)}`);
        }
      }
    }
  };
  await withLock(join(root, "lock"), work, (holder) => progress.step(`waiting for ${holder}`));
  progress.end();
  const judged = done.map((result) => ({ result, why: shortfall(result, known(situationNamed(result.situation), "situation", "")) }));
  say(`\n${adviceTable(judged)}\n`);
  for (const line of skipped) say(`Skipped: ${line}\n`);
  for (const line of failed) say(`Failed: ${line}\n`);
  const short = judged.filter(({ why }) => why !== undefined).length + failed.length;
  say(`\n${done.length + failed.length - short} passed, ${short} failed, ${skipped.length} skipped\n`);
  return short === 0 ? 0 : 1;
});

function known<T>(found: T | undefined, kind: string, name: string): T {
  if (found === undefined) throw new Failure(`No ${kind} is called "${name}".`);
  return found;
}

/** Stands for what is staged: the program, its rule sets and those that it shares. */
function stagedBy(): string {
  return `${experimentsHash()}${hashOf(MACHINE)}${hashOf(RULES)}`;
}

function fileOf(root: string, kernel: string, situation: string): string {
  return join(root, "advice", `${kernel}-${situation}.json`);
}

/** What a diagnosis says of it may have changed since: then the steps may be others, and it is staged anew. */
function readKept(root: string, kernel: string, situation: string): Outcome | undefined {
  const file = fileOf(root, kernel, situation);
  if (!existsSync(file)) return undefined;
  const { key, outcome }: { readonly key: string; readonly outcome: Outcome } = JSON.parse(readFileSync(file, "utf8"));
  return key === stagedBy() ? outcome : undefined;
}

function writeKept(root: string, outcome: Outcome): void {
  const { kernel, situation } = outcome.result;
  mkdirSync(join(root, "advice"), { recursive: true });
  writeFileSync(fileOf(root, kernel, situation), JSON.stringify({ key: stagedBy(), outcome }));
}

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
