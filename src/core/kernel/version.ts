// Linux version numbers as people write them: "6.18", "6.1.0-50-amd64", "5.14.0-427.el9", "2.6.32.67".
// Knows ordering only; what changed in which version lives in the tables.

import { DEBIAN_BUILDS } from "./debian-builds.ts";

/** A kernel version. A missing `stable` means that the patch level is not known, not that it is 0. */
export interface KernelVersion {
  /** The release line as one number, for ordering: 6.18 and 6.18.44 share it, 2.6.18 and 2.6.32 do not. */
  readonly release: number;
  /** Stable patch level within the release (44 in 6.18.44), where it is known. */
  readonly stable?: number;
  /** Where it is not: the bounds that the rest of the name sets to it (6.1.0-50 of Debian). */
  readonly levels?: PatchLevels;
  /** A vendor tree that takes features from later kernels (RHEL and kin, Oracle UEK): absence proves little. */
  readonly backporting: boolean;
  /** As the user wrote it. */
  readonly text: string;
}

/** Stable patch levels, both bounds inclusive; `most` is Infinity where nothing bounds it. */
export interface PatchLevels {
  readonly least: number;
  readonly most: number;
}

const ANY_LEVEL: PatchLevels = { least: 0, most: Number.POSITIVE_INFINITY };

/** The patch levels that a version may be at. */
export function patchLevels({ stable, levels }: KernelVersion): PatchLevels {
  return stable === undefined ? (levels ?? ANY_LEVEL) : { least: stable, most: stable };
}

const PATTERN = /^v?(\d{1,3})\.(\d{1,4})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?(.*)$/;

/** Reads a version, with or without a distribution's suffix; undefined for text that starts with no version. */
export function parseVersion(text: string): KernelVersion | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) return undefined;
  const [, majorText = "", minorText = "", third, fourth, suffix = ""] = match;
  if (suffix !== "" && !/^[-+~_ ]/.test(suffix) && !/^\.[A-Za-z]/.test(suffix)) return undefined;
  const major = Number(majorText);
  const minor = Number(minorText);
  const old = major < 3;
  const release = major * 1_000_000 + minor * 1_000 + (old && third !== undefined ? Number(third) : 0);
  const stableText = old ? fourth : third;
  // Debian, Ubuntu and SUSE freeze the third number at 0 while the source moves on (6.1.0-50 is 6.1.176).
  const frozen = stableText === "0" && /^-\d/.test(suffix);
  // RHEL and kin, Oracle's UEK; SUSE, whose builds are numbered as -150600.21.
  const backporting = /\.el\d/.test(suffix) || /^-\d{6}\.\d+/.test(suffix);
  if (stableText !== undefined && !frozen && !backporting) return { release, backporting, text: text.trim(), stable: Number(stableText) };
  const levels = frozen ? debianLevels(`${majorText}.${minorText}`, suffix) : undefined;
  return { release, backporting, text: text.trim(), ...(levels ? { levels } : {}) };
}

/** Debian's builds of a branch, "-50-amd64" or "-0.deb11.50-amd64": those we know tell the bounds of the others. */
function debianLevels(branch: string, suffix: string): PatchLevels | undefined {
  const builds = DEBIAN_BUILDS[branch];
  const build = /^-(?:0\.deb\d+\.)?(\d{1,3})-(?:[a-z]+-)*(?:amd64|arm64|686|686-pae|armmp|armmp-lpae|powerpc64le|riscv64|s390x)$/.exec(
    suffix,
  )?.[1];
  if (!builds || build === undefined) return undefined;
  const number = Number(build);
  const same = builds.find((one) => one.build === number);
  if (same) return { least: same.level, most: same.last ?? same.level };
  const [before] = builds.filter((one) => one.build < number).slice(-1);
  const after = builds.find((one) => one.build > number);
  return { least: before?.level ?? 0, most: after ? (after.last ?? after.level) : Number.POSITIVE_INFINITY };
}

const written = new Map<string, KernelVersion>();

/** Reads a version that the code itself wrote; a mistake there is a bug, so it throws. Read once: the tables ask often. */
export function version(text: string): KernelVersion {
  const known = written.get(text) ?? parseVersion(text);
  if (!known) throw new Error(`not a kernel version: ${text}`);
  written.set(text, known);
  return known;
}

/** Prints the release line: "6.18", "2.6.32". */
export function releaseName(version: KernelVersion): string {
  const major = Math.floor(version.release / 1_000_000);
  const minor = Math.floor(version.release / 1_000) % 1_000;
  const third = version.release % 1_000;
  return major < 3 ? `${major}.${minor}.${third}` : `${major}.${minor}`;
}
