// Holds our appliers against the real ones: runs systemd-sysctl, procps and BusyBox on some hundred trees, in namespaces of
// their own, and compares every write and the values in the end. node test/appliers/verify.ts [--record]
import { writeFileSync } from "node:fs";
import { release } from "node:os";
import { applyAlone } from "../../src/core/boot/alone.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import type { Applier } from "../../src/core/sysctl/applier.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { runScript } from "../host/failure.ts";
import { runningTarget } from "../kernel/running-kernel.ts";
import { inSettings, type Observation, type ObservedRun, predict } from "./agreement.ts";
import { type Left, type LimitReport, observeLimit } from "./limit.ts";
import { observe, obstacle } from "./namespace.ts";
import { BEFORE, MAX, ONE_FILE } from "./one-file.ts";
import { toRecording } from "./recording.ts";
import { runName } from "./tree-spec.ts";
import { allTrees } from "./trees.ts";

const FIXTURE = new URL("../fixtures/applier-writes.json", import.meta.url);
const LIMITS = new URL("../fixtures/one-file-limits.json", import.meta.url);
const SHOWN = 20;

await runScript(async () => {
  const reason = obstacle();
  if (reason) return skipAll(reason);
  const observation = observe();
  const target = runningTarget(observation.hz);
  if (!target) return skipAll(`the catalogue does not speak of ${release()} on this machine`);
  say(`Linux ${release()}, HZ ${target.hz ?? "unknown"}; ${allTrees().length} trees\n`);
  const rows = await compareAll(observation, target);
  let failed = 0;
  for (const [program, version] of Object.entries(observation.programs)) {
    const own = rows.filter((row) => row.program === program);
    const wrong = own.filter((row) => row.difference !== undefined);
    failed += wrong.length;
    const writes = own.reduce((sum, { real }) => sum + real.writes.length, 0);
    const refused = own.reduce((sum, { real }) => sum + real.writes.filter(([, , taken]) => !taken).length, 0);
    say(`${program} ${version}: ${own.length} runs, ${own.length - wrong.length} agree; ${writes} writes, ${refused} of them refused`);
  }
  const wrong = rows.filter((row) => row.difference !== undefined);
  for (const { name, run, difference } of wrong.slice(0, SHOWN)) say(`\n${name} (${run}):\n${difference}`);
  if (wrong.length > SHOWN) say(`\nand ${wrong.length - SHOWN} more`);
  const limit = await observeLimit();
  const lost = wrongLimits(limit.left, target);
  const limits = Object.values(limit.left).flatMap((own) => Object.values(own)).length;
  say(`one file: ${limits} limits left in force, ${limits - lost.length} agree`);
  for (const line of [...lost, ...limit.stuck.map((path) => `${path} did not come back`)]) say(`  ${line}`);
  failed += lost.length + limit.stuck.length;
  const skipped = [...observation.missing, ...limit.skipped];
  for (const missing of skipped) say(`skipped: ${missing}`);
  if (process.argv.includes("--record")) record(observation, target, limit);
  say(`\n${rows.length + limits - failed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed === 0 ? 0 : 1;
});

interface Row {
  readonly name: string;
  readonly run: string;
  readonly program: string;
  readonly real: ObservedRun;
  readonly difference: string | undefined;
}

async function compareAll(observation: Observation, target: KernelTarget): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const tree of allTrees()) {
    for (const run of tree.runs) {
      const observed = observation.runs[tree.name]?.[runName(run)];
      if (!observed) continue;
      const real = inSettings(observed);
      const ours = await predict(tree, run, observation, target);
      const [a, b] = [JSON.stringify(ours), JSON.stringify(real)];
      rows.push({
        name: tree.name,
        run: runName(run),
        program: run.program,
        real,
        difference: a === b ? undefined : `  ours ${a.slice(0, 2000)}\n  real ${b.slice(0, 2000)}`,
      });
    }
  }
  return rows;
}

/** What a file leaves in force is one answer, whoever is asked: here the one that is asked for a file alone. */
function wrongLimits(left: Left, target: KernelTarget): readonly string[] {
  const initial = new Map([[MAX, BigInt(BEFORE)]]);
  return Object.entries(left).flatMap(([name, own]) =>
    Object.entries(own).flatMap(([applier, real]) => {
      const ours = applyAlone(parse(ONE_FILE[name] ?? ""), { target, applier: applier as Applier, initial }).finalNumber(MAX);
      return ours === BigInt(real) ? [] : [`${name} (${applier}): ours ${ours}, real ${real}`];
    }),
  );
}

function record(observation: Observation, target: KernelTarget, { left, skipped }: LimitReport): void {
  if (observation.missing.length > 0) throw new Error("nothing recorded: a program is missing");
  if (skipped.length === 0) {
    const kernel = /^\d+(\.\d+)*/.exec(target.kernel.text)?.[0];
    writeFileSync(LIMITS, `${JSON.stringify({ kernel, programs: observation.programs, before: BEFORE, left }, undefined, 2)}\n`);
  } else say(`kept as they were: ${skipped.join("; ")}`);
  const text = toRecording(observation, target);
  writeFileSync(FIXTURE, text);
  say(`Recorded ${Math.ceil(Buffer.byteLength(text) / 1024)} KiB.`);
}

function skipAll(why: string): number {
  say(`skipped: ${why}\n0 passed, 0 failed, 1 skipped`);
  return 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
