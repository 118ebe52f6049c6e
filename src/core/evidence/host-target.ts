// A running host as a target to judge for.
import type { KernelTarget } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import type { HostMachine } from "./host.ts";

/** In the order in which people say them. */
const PARTS = ["kernel", "arch", "hz", "memory"] as const;

/** One part of a target, by its name, as the host has it; empty where that cannot be told, or is none that we know. */
export function hostTargetPart(name: string, host: HostMachine | undefined): Partial<KernelTarget> {
  const part = PARTS.find((known) => known === name);
  const value = part === undefined ? undefined : host?.[part];
  return value === undefined || value === null ? {} : readTargetPart(name, String(value)).part;
}

/** Undefined where its kernel or architecture cannot be told. */
export function hostTarget(host: HostMachine | undefined): KernelTarget | undefined {
  let target: Partial<KernelTarget> = {};
  for (const name of PARTS) target = { ...target, ...hostTargetPart(name, host) };
  const { kernel, arch } = target;
  return kernel && arch ? { ...target, kernel, arch } : undefined;
}
