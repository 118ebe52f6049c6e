// What the calculator's sentences share.
import type { KernelTarget } from "../../kernel/target.ts";
import { formatBytes, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";

/** Whether a count is told in the singular. */
export function isOne(count: number): boolean {
  return Math.round(count) === 1;
}

/** Of the machine's memory; undefined where that is not known. */
export function shareOf({ memory }: KernelTarget, bytes: number): { readonly share: string; readonly machine: string } | undefined {
  return memory === undefined ? undefined : { share: formatShare(bytes / memory), machine: formatBytes(memory) };
}

/** What one full table takes. */
export function memoryText(target: KernelTarget, bytes: number): string {
  const part = shareOf(target, bytes);
  const memory = formatBytes(bytes);
  return part
    ? say("When full, the table takes {memory} of kernel memory, {share} of {machine}.", { memory, ...part })
    : say("When full, the table takes {memory} of kernel memory.", { memory });
}
