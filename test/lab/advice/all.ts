// Every situation on every kernel that was asked for, one after the other: one that fails does not keep the others from it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, messageOf } from "../../host/failure.ts";
import type { Progress } from "../../host/progress.ts";
import { isRight } from "../../kernel/tables.ts";
import { experimentsHash, hashOf } from "../init.ts";
import type { LabKernel } from "../kernels.ts";
import { missingFor, missingInWords } from "../needs.ts";
import { readStaged } from "./answers.ts";
import { MACHINE, RULES, withMachine } from "./booted.ts";
import { checkOccupancy, occupancyRuns } from "./occupancy.ts";
import type { OccupancyRow } from "./report.ts";
import type { AdviceResult } from "./result.ts";
import { converse } from "./session.ts";
import { situationNamed } from "./situations.ts";
import { type Outcome, stage } from "./stage.ts";
import { readOccupancy, writeOccupancy, writeResult } from "./store.ts";

/** Stands in the place of a situation. */
export const OCCUPANCY = "occupancy";

export interface StageRequest {
  readonly kernels: readonly LabKernel[];
  readonly names: readonly string[];
  readonly isRecording: boolean;
  readonly root: string;
  readonly progress: Progress;
}

export interface StageRun {
  readonly staged: AdviceResult[];
  readonly occupancy: OccupancyRow[];
  readonly skipped: string[];
  readonly failed: string[];
}

export async function stageAll(request: StageRequest): Promise<StageRun> {
  const run: StageRun = { staged: [], occupancy: [], skipped: [], failed: [] };
  for (const kernel of request.kernels) {
    const missing = missingFor(kernel);
    if (missing.length > 0) {
      run.skipped.push(`${kernel.name}: ${missingInWords(missing)}`);
      continue;
    }
    for (const name of request.names) {
      const what = `${kernel.name}, ${name}`;
      try {
        const isThere = name === OCCUPANCY ? await occupy(kernel, request, run) : await stageOne(kernel, name, request, run);
        if (!isThere) run.skipped.push(`${what}: the archive no longer has its packages`);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        run.failed.push(`${what}: ${messageOf(error)}`);
      }
    }
  }
  return run;
}

async function stageOne(kernel: LabKernel, name: string, request: StageRequest, run: StageRun): Promise<boolean> {
  const { root, progress, isRecording } = request;
  const situation = situationNamed(name);
  if (!situation) throw new Failure(`No situation is called "${name}".`);
  const work = (): Promise<Outcome | undefined> =>
    stage(kernel, situation, root, (text) => progress.step(`${kernel.name}, ${name}: ${text}`));
  const outcome = await once(root, `${kernel.name}-${name}`, work);
  if (!outcome) return false;
  run.staged.push(outcome.result);
  if (isRecording) writeResult(outcome.result, outcome.evidence);
  return true;
}

async function occupy(kernel: LabKernel, { root, progress, isRecording }: StageRequest, run: StageRun): Promise<boolean> {
  const date = new Date().toISOString().slice(0, 10);
  const found = await once(root, `${kernel.name}-${OCCUPANCY}`, () =>
    withMachine(kernel, OCCUPANCY, root, async (machine) => {
      progress.step(`${kernel.name}, ${OCCUPANCY}: sending`);
      return { date, text: await converse(machine, () => []) };
    }),
  );
  if (!found) return false;
  const release = readStaged(found.text).start[0]?.release ?? "";
  const runs = occupancyRuns(found.text);
  const checks = checkOccupancy(runs, release);
  for (const check of checks) run.occupancy.push({ kernel: kernel.name, check, isRight: isRight(check) });
  if (isRecording) writeOccupancy({ ...readOccupancy(), [kernel.name]: { release, date: found.date, runs, checks } });
  return true;
}

/** Kept in the cache until the program, its rule sets or those that it shares change. */
async function once<T>(root: string, name: string, work: () => Promise<T | undefined>): Promise<T | undefined> {
  const key = `${experimentsHash()}${hashOf(MACHINE)}${hashOf(RULES)}`;
  const file = join(root, "advice", `${name}.json`);
  if (existsSync(file)) {
    const kept: { readonly key: string; readonly value: T } = JSON.parse(readFileSync(file, "utf8"));
    if (kept.key === key) return kept.value;
  }
  const value = await work();
  if (value === undefined) return undefined;
  mkdirSync(join(root, "advice"), { recursive: true });
  writeFileSync(file, JSON.stringify({ key, value }));
  return value;
}
