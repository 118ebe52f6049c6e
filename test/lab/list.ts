// The names of the lab's kernels, with what is known of each: asked here, recorded, or neither.
import type { DebianArch, LabKernel } from "./kernels.ts";
import { MACHINES } from "./machines.ts";
import { missingFor, missingInWords } from "./needs.ts";
import type { KernelRecord } from "./recordings/record.ts";

/** The machine that asks: its kernel as uname -r prints it, and node's name of its architecture. */
export interface OwnMachine {
  readonly release: string;
  readonly arch: string;
}

export function list(kernels: readonly LabKernel[], records: readonly KernelRecord[], own: OwnMachine): string {
  const lines = kernels.map((kernel) => {
    const record = records.find(({ name }) => name === kernel.name);
    const missing = missingFor(kernel);
    const known = record ? `${record.release}, asked ${record.date}` : "never recorded";
    const able = missing.length === 0 ? "" : `; ${missingInWords(missing)}`;
    return `${kernel.name.padEnd(18)}${kernel.arch.padEnd(9)}${MACHINES[kernel.arch].emulator.padEnd(21)}${known}${able}`;
  });
  const others = records.filter(({ name }) => !kernels.some((kernel) => kernel.name === name));
  const only = others.map(({ name, release, from, date }) => `${name.padEnd(18)}recorded only: ${release}, ${date}, from ${from}`);
  return `${[...lines, ...only].join("\n")}\n${nearestInWords(kernels, own)}`;
}

const NODE_ARCHES: Readonly<Record<string, DebianArch>> = {
  x64: "amd64",
  ia32: "i386",
  arm64: "arm64",
  ppc64: "ppc64el",
  s390x: "s390x",
  riscv64: "riscv64",
};

/** For somebody who wants no more than the own kernel: the one of the table that is nearest to it. */
export function nearestTo(kernels: readonly LabKernel[], { release, arch }: OwnMachine): LabKernel | undefined {
  const wanted = lineOf(release);
  const far = ({ name }: LabKernel): number => Math.abs((lineOf(name.replace(/^\D+\d*-/, "")) ?? 0) - (wanted ?? 0));
  const own = kernels.filter(
    (kernel) => kernel.arch === NODE_ARCHES[arch] && /-rt/.test(kernel.name) === /[-+.]rt\d*(?:$|[-+.])/.test(release),
  );
  // Of several of one line, that which follows its branch.
  return wanted === undefined ? undefined : own.toSorted((one, other) => far(one) - far(other) || one.name.length - other.name.length)[0];
}

/** 6012 for 6.12. */
function lineOf(text: string): number | undefined {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined ? undefined : Number(major) * 1000 + Number(minor);
}

function nearestInWords(kernels: readonly LabKernel[], own: OwnMachine): string {
  const nearest = nearestTo(kernels, own);
  return nearest ? `\nNearest to this machine's ${own.release}: npm run verify:kernels -- ${nearest.name}\n` : "";
}
