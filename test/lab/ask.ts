// Asks one kernel: packages, machine, boots, answers kept in the cache until the experiments or the package change.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../host/failure.ts";
import { makeTempFolder } from "../host/temp.ts";
import type { Answers } from "./answers.ts";
import { boot, chooseAccelerator } from "./boot.ts";
import { buildInit, experimentsHash } from "./init.ts";
import { makeInitramfs } from "./initramfs.ts";
import type { LabKernel } from "./kernels.ts";
import type { Part } from "./options.ts";
import { findPackages, type Packages } from "./packages.ts";
import { readLines } from "./read-lines.ts";
import { findTools } from "./tools.ts";
import { unpackKernel } from "./unpack.ts";

const MEBIBYTES = 2048;
const CPUS = 2;
/** Sizes of memory and numbers of processors that have a short boot each. */
const MEMORY_SIZES = [256, 512, 1024, 4096, 6144, 8192];
const CPU_COUNTS = [1, 4, 8, 16];
const OPTIONS = /^(NF_CONNTRACK\w*|NF_CT_\w+|NF_FLOW_TABLE\w*|LWTUNNEL|NETFILTER_INGRESS|PREEMPT_RT|SLUB\w*|HZ|SYSCTL|NF_TABLES)$/;

export interface Asked {
  readonly answers: Answers;
  /** They were in the cache. */
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
  const key = `${experimentsHash()} ${packages.image}`;
  const file = join(root, "answers", `${kernel.name}.json`);
  const kept = readKept(file);
  if (kept?.key === key && [...parts].every((part) => kept.parts.includes(part))) return { answers: kept.answers, isKept: true };
  const answers = await askAnew(kernel, packages, root, parts, step);
  mkdirSync(join(root, "answers"), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify({ key, parts: [...parts], answers } satisfies Kept));
  renameSync(`${file}.part`, file);
  return { answers, isKept: false };
}

interface Kept {
  /** Stands for the experiments and the package. */
  readonly key: string;
  readonly parts: readonly Part[];
  readonly answers: Answers;
}

function readKept(file: string): Kept | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

async function askAnew(
  kernel: LabKernel,
  packages: Packages,
  root: string,
  parts: ReadonlySet<Part>,
  step: (text: string) => void,
): Promise<Answers> {
  const temp = makeTempFolder();
  try {
    step(`unpacking ${packages.image}`);
    const unpacked = await unpackKernel(packages.files, join(temp.path, "kernel"));
    const init = await buildInit(kernel.arch, root);
    const tools = await findTools(kernel.arch, root);
    const initramfs = join(temp.path, "initramfs");
    await makeInitramfs({ init, modules: unpacked.modules, tools }, initramfs);
    const machine = {
      arch: kernel.arch,
      kernel: unpacked.image,
      initramfs,
      mebibytes: MEBIBYTES,
      cpus: CPUS,
      words: [] as readonly string[],
    };
    const accelerator = await chooseAccelerator(machine, root);
    const started = Date.now();
    const console: string[] = [];
    const run = async (what: string, change: Partial<typeof machine>): Promise<void> => {
      step(`${packages.image}: ${what}`);
      const { text, isWhole } = await boot({ ...machine, ...change, accelerator });
      if (!isWhole) throw new Failure(`${kernel.name} did not come to its end (${what}): ${keepConsole(text, kernel.name, root)}`);
      console.push(text);
    };
    await run("asking", { words: (["resize", "collector"] as const).flatMap((part) => (parts.has(part) ? [`lab.${part}`] : [])) });
    const short = { words: ["lab=short"] };
    if (parts.has("memory")) for (const mebibytes of MEMORY_SIZES) await run(`${mebibytes} MiB`, { ...short, mebibytes });
    if (parts.has("cpus")) for (const cpus of CPU_COUNTS) await run(`${cpus} processors`, { ...short, cpus });
    const hz = Number(unpacked.config.get("HZ"));
    return {
      name: kernel.name,
      from: `${packages.suite} ${packages.image}`,
      date: new Date(started).toISOString().slice(0, 10),
      arch: kernel.arch,
      ...(Number.isInteger(hz) ? { hz } : {}),
      accelerator,
      seconds: Math.round((Date.now() - started) / 1000),
      options: Object.fromEntries([...unpacked.config].filter(([name]) => OPTIONS.test(name)).sort()),
      lines: readLines(console),
    };
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
