// The target that stands for a recorded kernel. Pure.
import { ARCHES, type KernelTarget } from "../../../src/core/kernel/target.ts";
import { parseVersion } from "../../../src/core/kernel/version.ts";
import type { KernelRecord } from "../recordings/record.ts";

/** The release with the patch level in it: Debian's 5.10 and 6.1 have a number of their own there, and the level in the build. */
export function fullRelease({ release, build }: Pick<KernelRecord, "release" | "build">): string {
  const level = /Debian (\d+\.\d+\.\d+)/.exec(build)?.[1];
  return level === undefined ? release : release.replace(/^\d+\.\d+\.0(?=-)/, level);
}

export function targetOf(record: KernelRecord, release = fullRelease(record)): KernelTarget {
  const kernel = parseVersion(release);
  const arch = ARCHES.find((name) => name === record.arch);
  if (!kernel || !arch) throw new Error(`${record.name}: no target is ${release} on ${record.arch}`);
  return { kernel, arch, ...(record.hz === null ? {} : { hz: record.hz }) };
}
