// The options that name the machine, and the target they make.
import { platform } from "node:os";
import { ARCHES, DEFAULT_TARGET, type KernelTarget, readTargetPart, TARGET_PARTS } from "../core/language/index.ts";
import { RUNNING_HOST, readMachine } from "../linux/index.ts";
import type { Input, OptionSpec } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export const KERNEL: OptionSpec = {
  name: "kernel",
  value: "VERSION",
  help: `as printed by uname -r, such as 5.14.0-427.el9, or auto: this host's (default ${DEFAULT_TARGET.kernel.text})`,
};
export const ARCH: OptionSpec = { name: "arch", value: "ARCH", help: `${ARCHES.join(", ")}, or auto (default ${DEFAULT_TARGET.arch})` };
export const HZ: OptionSpec = {
  name: "hz",
  value: "HZ",
  help: "the kernel's CONFIG_HZ: 100, 250, 300 or 1000, or auto (default unknown)",
};
export const MEMORY: OptionSpec = { name: "memory", value: "SIZE", help: "memory of the machine, such as 8G, or auto (default unknown)" };

export const CPUS: OptionSpec = {
  name: "cpus",
  value: "N",
  help: "possible CPUs of the machine, or auto (default unknown: the fewest, which need the most memory)",
};
export const PAGE_SIZE: OptionSpec = {
  name: "page-size",
  value: "SIZE",
  help: "4K, 16K or 64K, or auto (default: from the kernel's name)",
};

/** Every option that names a part of the machine. */
export const TARGET_OPTIONS: readonly OptionSpec[] = [KERNEL, ARCH, HZ, MEMORY, CPUS, PAGE_SIZE];

/** The value of one of these options; of "auto", what this host says. Throws UsageError. */
export function targetWord(input: Input, { name }: OptionSpec): string | undefined {
  const value = input.value(name);
  if (value !== "auto") return value;
  const machine: Readonly<Record<string, string | number | null>> = platform() === "linux" ? { ...readMachine(RUNNING_HOST) } : {};
  const part = TARGET_PARTS.find(({ option }) => option === name);
  const own = (part && machine[part.name]) ?? undefined;
  // Whoever says "auto" counts on it.
  if (own === undefined) throw new UsageError(`--${name} auto: this host does not show its value; give a value`);
  return String(own);
}

/** Throws UsageError. */
export function readTarget(input: Input): KernelTarget {
  let target = DEFAULT_TARGET;
  for (const option of TARGET_OPTIONS) {
    const word = targetWord(input, option);
    if (word === undefined) continue;
    const name = TARGET_PARTS.find((part) => part.option === option.name)?.name ?? option.name;
    const { part, problem } = readTargetPart(name, word);
    if (problem !== undefined) throw new UsageError(`--${option.name} ${quoted(word)} is not valid: ${problem}`);
    target = { ...target, ...part };
  }
  return target;
}
