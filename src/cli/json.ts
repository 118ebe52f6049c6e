// JSON for people and programs: two blanks a level, and nothing in it that steers a terminal.
import type { KernelTarget } from "../core/index.ts";

/** As JSON.stringify, with the controls escaped that it lets through. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** As it looks so many levels down. */
export function nestedJson(value: unknown, level: number): string {
  return toJson(value).replaceAll("\n", `\n${"  ".repeat(level)}`);
}

/** null stands for what is not known. */
export function targetData(target: KernelTarget): object {
  const { kernel, arch, hz = null, memory = null } = target;
  return { kernel: kernel.text, arch, hz, memory };
}
