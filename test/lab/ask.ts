// Asks one kernel: packages, machine, boots. What was answered before is not asked again.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../host/failure.ts";
import { makeTempFolder } from "../host/temp.ts";
import type { Answers } from "./answers.ts";
import { boot, chooseAccelerator } from "./boot.ts";
import { buildInit, experimentsHash } from "./init.ts";
import { makeInitramfs } from "./initramfs.ts";
import { type Kept, ourLines, readKept, writeKept } from "./kept.ts";
import type { LabKernel } from "./kernels.ts";
import { findPackages, type Packages } from "./packages.ts";
import { type BootPlan, bootsOf, MAIN, type Part, USUAL_CPUS, USUAL_MEBIBYTES } from "./parts.ts";
import { readLines } from "./read-lines.ts";
import { findTools } from "./tools.ts";
import { unpackKernel } from "./unpack.ts";

const OPTIONS = /^(NF_CONNTRACK\w*|NF_CT_\w+|NF_FLOW_TABLE\w*|LWTUNNEL|NETFILTER_INGRESS|PREEMPT_RT|SLUB\w*|HZ|SYSCTL|NF_TABLES)$/;

export interface Asked {
  readonly answers: Answers;
  /** They were all in the cache. */
  readonly isKept: boolean;
}

/** Undefined where no suite has the package any more. */
export async function ask(
  kernel: LabKernel,
  root: string,
  parts: ReadonlySet<Part>,
  step: (text: string) => void,
): Promise<Asked | undefined> {
  step("looking for its packages");
  const packages = await findPackages(kernel, root);
  if (!packages) return undefined;
  const kept = readKept(root, kernel.name, `${experimentsHash()} ${packages.image}`);
  const missing = bootsOf(parts).filter(({ id }) => !kept.boots[id]);
  const whole = missing.length === 0 ? kept : await askAnew(kernel, packages, root, missing, kept, step);
  return { answers: answersOf(kernel, packages, whole), isKept: missing.length === 0 };
}

function answersOf({ name, arch }: LabKernel, { suite, image }: Packages, { head, boots }: Kept): Answers {
  const main = boots[MAIN.id];
  if (!head || !main) throw new Error(`${name}: no answers`);
  return {
    name,
    from: `${suite} ${image}`,
    date: main.date,
    arch,
    ...head,
    seconds: main.seconds,
    // The boot that tells what the kernel is comes first.
    lines: readLines([main.text, ...Object.entries(boots).flatMap(([id, { text }]) => (id === MAIN.id ? [] : [text]))]),
  };
}

async function askAnew(
  kernel: LabKernel,
  packages: Packages,
  root: string,
  boots: readonly BootPlan[],
  before: Kept,
  step: (text: string) => void,
): Promise<Kept> {
  const temp = makeTempFolder();
  try {
    step(`unpacking ${packages.image}`);
    const unpacked = await unpackKernel(packages.files, join(temp.path, "kernel"));
    const initramfs = join(temp.path, "initramfs");
    const [init, tools] = [await buildInit(kernel.arch, root), await findTools(kernel.arch, root)];
    await makeInitramfs({ init, modules: unpacked.modules, tools }, initramfs);
    const machine = { arch: kernel.arch, kernel: unpacked.image, initramfs, mebibytes: USUAL_MEBIBYTES, cpus: USUAL_CPUS };
    const accelerator = await chooseAccelerator({ ...machine, words: [] }, root);
    const hz = Number(unpacked.config.get("HZ"));
    const head = {
      ...(Number.isInteger(hz) ? { hz } : {}),
      accelerator,
      options: Object.fromEntries([...unpacked.config].filter(([name]) => OPTIONS.test(name)).sort()),
    };
    let kept: Kept = { ...before, head };
    for (const { id, ...change } of boots) {
      step(`${packages.image}: ${id === MAIN.id ? "asking" : id}`);
      const started = Date.now();
      const { text, isWhole } = await boot({ ...machine, ...change, accelerator });
      if (!isWhole) throw new Failure(`${kernel.name} did not come to its end (${id}): ${keepConsole(text, kernel.name, root)}`);
      const [date, seconds] = [new Date(started).toISOString().slice(0, 10), Math.round((Date.now() - started) / 1000)];
      kept = { ...kept, boots: { ...kept.boots, [id]: { date, seconds, text: ourLines(text) } } };
      writeKept(root, kernel.name, kept);
    }
    return kept;
  } finally {
    temp.remove();
  }
}

function keepConsole(text: string, name: string, root: string): string {
  const file = join(root, "failed", `${name}.txt`);
  mkdirSync(join(root, "failed"), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text);
  return file;
}
