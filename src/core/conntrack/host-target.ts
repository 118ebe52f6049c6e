// A running host as a target to judge for.
import { ARCHES, type KernelTarget } from "../kernel/target.ts";
import { readTargetPart } from "../kernel/target-words.ts";
import { parseVersion } from "../kernel/version.ts";
import type { HostReading } from "./host.ts";

/** Undefined where its kernel or architecture cannot be told. */
export function hostTarget(host: HostReading | undefined): KernelTarget | undefined {
  const kernel = host?.kernel ? parseVersion(host.kernel) : undefined;
  const arch = ARCHES.find((known) => known === readTargetPart("arch", host?.arch ?? "").part.arch);
  if (!kernel || !arch) return undefined;
  return { kernel, arch, ...(host?.hz ? { hz: host.hz } : {}), ...(host?.memory ? { memory: host.memory } : {}) };
}
