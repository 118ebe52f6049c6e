// Holds our appliers against the real ones: runs systemd-sysctl, procps and BusyBox on some hundred trees, in namespaces of
// their own, and compares every write and the values in the end. node test/appliers/verify.ts [--record]
import { writeFileSync } from "node:fs";
import { release } from "node:os";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import { runScript } from "../host/failure.ts";
import { runningTarget } from "../kernel/running-kernel.ts";
import { inSettings, type Observation, type ObservedRun, predict } from "./agreement.ts";
import { observe, obstacle } from "./namespace.ts";
import { toRecording } from "./recording.ts";
import { runName } from "./tree-spec.ts";
import { allTrees } from "./trees.ts";

const FIXTURE = new URL("../fixtures/applier-writes.json", import.meta.url);
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
  const skipped = observation.missing;
  for (const missing of skipped) say(`skipped: ${missing}`);
  if (process.argv.includes("--record")) record(observation, target);
  say(`\n${rows.length - failed} passed, ${failed} failed, ${skipped.length} skipped`);
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

function record(observation: Observation, target: KernelTarget): void {
  if (observation.missing.length > 0) throw new Error("nothing recorded: a program is missing");
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
