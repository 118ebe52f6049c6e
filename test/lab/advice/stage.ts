// Stages one situation on one kernel: boots, diagnoses what the machine shows, has it take the first step, measures again.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../host/failure.ts";
import type { Boot } from "../boot.ts";
import { askJson } from "../doors/cli.ts";
import type { LabKernel } from "../kernels.ts";
import { readStaged } from "./answers.ts";
import { withMachine } from "./booted.ts";
import { evidenceText } from "./evidence.ts";
import { type AdviceResult, measured } from "./result.ts";
import { converse } from "./session.ts";
import type { Situation } from "./situations.ts";
import { type Diagnosed, linesFor, stepsOf } from "./steps.ts";

export interface Outcome {
  readonly result: AdviceResult;
  /** What was diagnosed. */
  readonly evidence: string;
}

/** Undefined where no suite has the kernel any more. */
export function stage(kernel: LabKernel, situation: Situation, root: string, step: (text: string) => void): Promise<Outcome | undefined> {
  step("unpacking");
  return withMachine(kernel, situation.name, root, async (machine) => {
    let diagnosed: Diagnosed | undefined;
    let steps: readonly string[] = [];
    let evidence = "";
    step("filling the table");
    const text = await converse(machine, (soFar) => {
      evidence = evidenceText(readStaged(soFar));
      diagnosed = askJson<Diagnosed>(["diagnose", "-"], evidence);
      steps = stepsOf(diagnosed, situation);
      step(`${diagnosed.causes[0]?.id ?? "no cause"}: ${steps.map(firstLine).join(", ") || "nothing a machine could do"}`);
      return linesFor(steps);
    });
    keep(root, `${kernel.name}-${situation.name}.txt`, text);
    const staged = readStaged(text);
    const refused = staged.step.find(({ failed }) => failed !== 0);
    if (refused) throw new Failure(`the machine did not take "${refused.step}": ${refused.why}`);
    return {
      evidence,
      result: {
        situation: situation.name,
        kernel: kernel.name,
        release: staged.start[0]?.release ?? "",
        date: new Date().toISOString().slice(0, 10),
        accelerator: clockName(machine),
        seconds: Math.round((staged.end[0]?.milliseconds ?? 0) / 1000),
        causes: diagnosed?.causes.map(({ id }) => id) ?? [],
        steps,
        before: measured(staged, "before"),
        after: measured(staged, "after"),
      },
    };
  });
}

function firstLine(step: string): string {
  return step.split("\n")[0] ?? "";
}

function clockName({ accelerator, countsInstructions }: Boot): string {
  return accelerator === "tcg" && countsInstructions ? "tcg, icount" : accelerator;
}

/** The whole console, for whoever wants to know what went wrong. */
function keep(root: string, name: string, text: string): void {
  mkdirSync(join(root, "advice"), { recursive: true });
  writeFileSync(join(root, "advice", name), text);
}
