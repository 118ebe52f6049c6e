// A running host as a target to judge for.
import { type KernelTarget, TARGET_PARTS } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import type { HostMachine } from "./host.ts";

/** One part of a target, by its name, as the host has it; empty where that cannot be told, or is none that we know. */
export function hostTargetPart(name: string, host: HostMachine | undefined): Partial<KernelTarget> {
  const part = TARGET_PARTS.find((known) => known.name === name);
  const value = part && host?.[part.name];
  return !part || value === undefined || value === null ? {} : readTargetPart(part.name, String(value)).part;
}

/** Undefined where its kernel or architecture cannot be told. */
export function hostTarget(host: HostMachine | undefined): KernelTarget | undefined {
  let target: Partial<KernelTarget> = {};
  for (const { name } of TARGET_PARTS) target = { ...target, ...hostTargetPart(name, host) };
  const { kernel, arch } = target;
  return kernel && arch ? { ...target, kernel, arch } : undefined;
}
