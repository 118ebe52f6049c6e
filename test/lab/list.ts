// The names of the lab's kernels, with what is known of each: asked here, recorded, or neither.
import type { LabKernel } from "./kernels.ts";
import { MACHINES } from "./machines.ts";
import { missingFor, missingInWords } from "./needs.ts";
import type { KernelRecord } from "./recordings/record.ts";

export function list(kernels: readonly LabKernel[], records: readonly KernelRecord[]): string {
  const lines = kernels.map((kernel) => {
    const record = records.find(({ name }) => name === kernel.name);
    const missing = missingFor(kernel);
    const known = record ? `${record.release}, asked ${record.date}` : "never recorded";
    const able = missing.length === 0 ? "" : `; ${missingInWords(missing)}`;
    return `${kernel.name.padEnd(18)}${kernel.arch.padEnd(9)}${MACHINES[kernel.arch].emulator.padEnd(21)}${known}${able}`;
  });
  const others = records.filter(({ name }) => !kernels.some((kernel) => kernel.name === name));
  const only = others.map(({ name, release, from, date }) => `${name.padEnd(18)}recorded only: ${release}, ${date}, from ${from}`);
  return `${[...lines, ...only].join("\n")}\n`;
}
