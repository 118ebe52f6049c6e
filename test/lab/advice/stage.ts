// Stages one situation on one kernel: boots, diagnoses what the machine shows, has it take the first step, measures again.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTempFolder } from "../../host/temp.ts";
import { chooseAccelerator } from "../boot.ts";
import { askJson } from "../doors/cli.ts";
import { buildBeside } from "../init.ts";
import { makeInitramfs } from "../initramfs.ts";
import type { LabKernel } from "../kernels.ts";
import { findPackages } from "../packages.ts";
import { findTools } from "../tools.ts";
import { unpackKernel } from "../unpack.ts";
import { readStaged } from "./answers.ts";
import { evidenceText } from "./evidence.ts";
import { type AdviceResult, measured } from "./result.ts";
import { converse } from "./session.ts";
import type { Situation } from "./situations.ts";
import { type Diagnosed, stepsOf } from "./steps.ts";

export const MACHINE = fileURLToPath(new URL("machine", import.meta.url));
export const RULES = fileURLToPath(new URL("rules", import.meta.url));
const MEBIBYTES = 1024;
const CPUS = 2;
const MODULES = ["veth", "nft_synproxy", "nft_fib_ipv4"];

export interface Outcome {
  readonly result: AdviceResult;
  /** What was diagnosed. */
  readonly evidence: string;
}

/** Undefined where no suite has the kernel any more. */
export async function stage(
  kernel: LabKernel,
  situation: Situation,
  root: string,
  step: (text: string) => void,
): Promise<Outcome | undefined> {
  const packages = await findPackages(kernel, root);
  if (!packages) return undefined;
  const temp = makeTempFolder();
  try {
    step("unpacking");
    const unpacked = await unpackKernel(packages.files, join(temp.path, "kernel"));
    const initramfs = join(temp.path, "initramfs");
    const [init, tools] = [await buildBeside(MACHINE, kernel.arch, root), await findTools(kernel.arch, root)];
    await makeInitramfs({ init, modules: unpacked.modules, tools, rules: RULES, others: MODULES }, initramfs);
    const machine = { arch: kernel.arch, kernel: unpacked.image, initramfs, mebibytes: MEBIBYTES, cpus: CPUS };
    const accelerator = await chooseAccelerator({ ...machine, words: [] }, root);
    const started = Date.now();
    let diagnosed: Diagnosed | undefined;
    let steps: readonly string[] = [];
    let evidence = "";
    step("filling the table");
    const { text } = await converse({ ...machine, words: [`lab.situation=${situation.name}`], accelerator }, (soFar) => {
      evidence = evidenceText(readStaged(soFar));
      diagnosed = askJson<Diagnosed>(["diagnose", "-"], evidence);
      steps = stepsOf(diagnosed, situation);
      step(`${diagnosed.causes[0]?.id ?? "no cause"}: ${steps.join(", ") || "nothing a machine could do"}`);
      return steps;
    });
    keep(root, `${kernel.name}-${situation.name}.txt`, text);
    const staged = readStaged(text);
    return {
      evidence,
      result: {
        situation: situation.name,
        kernel: kernel.name,
        release: staged.start[0]?.release ?? "",
        date: new Date(started).toISOString().slice(0, 10),
        accelerator,
        seconds: Math.round((Date.now() - started) / 1000),
        causes: diagnosed?.causes.map(({ id }) => id) ?? [],
        steps,
        before: measured(staged, "before"),
        after: measured(staged, "after"),
      },
    };
  } finally {
    temp.remove();
  }
}

/** The whole console, for whoever wants to know what went wrong. */
function keep(root: string, name: string, text: string): void {
  mkdirSync(join(root, "advice"), { recursive: true });
  writeFileSync(join(root, "advice", name), text);
}
