// The options that name the machine, and the target they make.
import { ARCHES, DEFAULT_TARGET, type KernelTarget, readTargetPart } from "../core/index.ts";
import { UsageError } from "./command.ts";
import type { Input, OptionSpec } from "./options.ts";
import { quoted } from "./visible.ts";

export const KERNEL: OptionSpec = {
  name: "kernel",
  value: "VERSION",
  help: `as uname -r prints it, such as 5.14.0-427.el9 (default ${DEFAULT_TARGET.kernel.text})`,
};
export const ARCH: OptionSpec = { name: "arch", value: "ARCH", help: `${ARCHES.join(", ")} (default ${DEFAULT_TARGET.arch})` };
export const HZ: OptionSpec = { name: "hz", value: "HZ", help: "CONFIG_HZ of the kernel: 100, 250, 300 or 1000 (default unknown)" };
export const MEMORY: OptionSpec = { name: "memory", value: "SIZE", help: "of the machine, such as 8G (default unknown)" };

/** Throws UsageError. */
export function readTarget(input: Input): KernelTarget {
  let target = DEFAULT_TARGET;
  for (const { name } of [KERNEL, ARCH, HZ, MEMORY]) {
    const value = input.value(name);
    if (value === undefined) continue;
    const { part, problem } = readTargetPart(name, value);
    if (problem !== undefined) throw new UsageError(`--${name} ${quoted(value)} is not understood: ${problem}`);
    target = { ...target, ...part };
  }
  return target;
}
