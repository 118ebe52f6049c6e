// Colour, words and columns that the text reports share.
import { styleText } from "node:util";
import { formatBytes, type KernelTarget, type Severity } from "../core/language/index.ts";
import { visible } from "./visible.ts";

export type Paint = "red" | "yellow" | "blue" | "dim" | "bold" | "underline";

export const SEVERITY_PAINT: Readonly<Record<Severity, Paint>> = { error: "red", warning: "yellow", information: "blue", hint: "dim" };

export type Painter = (text: string, paint: Paint) => string;

export function painter(colour: boolean): Painter {
  // Whether there is to be colour is decided before: the stream is not asked again.
  return (text, paint) => (colour && text !== "" ? styleText(paint, text, { validateStream: false }) : text);
}

/** "1 error", "2 errors". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "kernel 6.18, x86_64, HZ 250, 8 GiB of memory"; what is not known is left out. */
export function targetName({ kernel, arch, hz, memory, cpus, pageSize }: KernelTarget): string {
  const parts = [`kernel ${visible(kernel.text)}`, arch];
  if (hz !== undefined) parts.push(`HZ ${hz}`);
  if (memory !== undefined) parts.push(`${formatBytes(memory)} of memory`);
  if (cpus !== undefined) parts.push(counted(cpus, "CPU"));
  if (pageSize !== undefined) parts.push(`pages of ${formatBytes(pageSize)}`);
  return parts.join(", ");
}
