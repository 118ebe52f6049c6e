// Asks the kernels one after the other: one that fails does not keep the others from being asked.
import { Failure, messageOf } from "../host/failure.ts";
import type { Progress } from "../host/progress.ts";
import { type Asked, ask } from "./ask.ts";
import type { LabKernel } from "./kernels.ts";
import { missingFor, missingInWords } from "./needs.ts";
import type { Options } from "./options.ts";

export interface LabRun {
  readonly asked: Asked[];
  /** Names of kernels that no suite has any more. */
  readonly gone: string[];
  /** One sentence each. */
  readonly skipped: string[];
  readonly failed: string[];
}

export async function askAll({ kernels, parts }: Options, root: string, progress: Progress): Promise<LabRun> {
  const run: LabRun = { asked: [], gone: [], skipped: [], failed: [] };
  for (const [index, kernel] of kernels.entries()) {
    const step = (text: string): void => progress.step(`${index + 1} of ${kernels.length}, ${kernel.name}: ${text}`);
    const missing = missingFor(kernel);
    if (missing.length > 0) run.skipped.push(`${kernel.name}: ${missingInWords(missing)}`);
    else await askOne(kernel, run, () => ask(kernel, root, parts, step));
  }
  return run;
}

async function askOne({ name }: LabKernel, run: LabRun, work: () => Promise<Asked | undefined>): Promise<void> {
  try {
    const asked = await work();
    if (asked) run.asked.push(asked);
    else run.gone.push(name);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    run.failed.push(`${name}: ${messageOf(error)}`);
  }
}
