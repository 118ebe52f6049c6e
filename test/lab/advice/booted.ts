// A machine of a kernel of the lab, with the program that stages situations in place of the one that asks.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTempFolder } from "../../host/temp.ts";
import { type Boot, chooseAccelerator } from "../boot.ts";
import { buildBeside } from "../init.ts";
import { makeInitramfs } from "../initramfs.ts";
import type { LabKernel } from "../kernels.ts";
import { findPackages } from "../packages.ts";
import { findTools } from "../tools.ts";
import { unpackKernel } from "../unpack.ts";

export const MACHINE = fileURLToPath(new URL("machine", import.meta.url));
export const RULES = fileURLToPath(new URL("rules", import.meta.url));
const MEBIBYTES = 1024;
const CPUS = 2;
const MODULES = [
  "veth",
  "nft_synproxy",
  "nft_reject_inet",
  "nft_reject_ipv4",
  "nft_connlimit",
  "nf_nat_tftp",
  "nft_flow_offload",
  "nf_flow_table_ipv4",
  "nf_flow_table_inet",
];
/** A shell, for commands as people type them. */
const PROGRAMS = ["busybox-static"];

/** Tried: these take longer by a clock of instructions than they wait without it. */
const SLOW_BY_INSTRUCTIONS = ["5.10.218", "5.10", "5.10-rt", "6.1", "6.1-rt"];

/** What `work` makes of a machine that is ready to boot; undefined where no suite has the kernel any more. */
export async function withMachine<T>(
  kernel: LabKernel,
  situation: string,
  root: string,
  work: (machine: Boot) => Promise<T>,
): Promise<T | undefined> {
  const packages = await findPackages(kernel, root);
  if (!packages) return undefined;
  const temp = makeTempFolder();
  try {
    const unpacked = await unpackKernel(packages.files, join(temp.path, "kernel"));
    const initramfs = join(temp.path, "initramfs");
    const [init, tools] = [await buildBeside(MACHINE, kernel.arch, root), await findTools(kernel.arch, root, PROGRAMS)];
    await makeInitramfs({ init, modules: unpacked.modules, tools, rules: RULES, others: MODULES }, initramfs);
    const machine = {
      arch: kernel.arch,
      kernel: unpacked.image,
      initramfs,
      mebibytes: MEBIBYTES,
      cpus: CPUS,
      countsInstructions: !SLOW_BY_INSTRUCTIONS.includes(kernel.name),
    };
    const accelerator = await chooseAccelerator({ ...machine, words: [] }, root);
    return await work({ ...machine, words: [`lab.situation=${situation}`], accelerator });
  } finally {
    temp.remove();
  }
}
