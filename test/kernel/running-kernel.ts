// The kernel this runs on, as a target to be judged: version, architecture, and the build options it shows.
import { existsSync, readFileSync } from "node:fs";
import { machine, release, version } from "node:os";
import { gunzipSync } from "node:zlib";
import { ARCHES, type Arch, type KernelTarget } from "../../src/core/kernel/target.ts";
import { parseVersion } from "../../src/core/kernel/version.ts";
import { establish, readValue, writeOnce } from "./sysctl-file.ts";

export interface BuildOptions {
  readonly file: string;
  /** Value of each option that is set: "y", "m", a number, a quoted text. */
  readonly set: ReadonlyMap<string, string>;
}

const INT_MAX = 2147483647n;

/** The build configuration, where the kernel or the distribution leaves it to be read. */
export function buildOptions(): BuildOptions | undefined {
  for (const file of ["/proc/config.gz", `/boot/config-${release()}`, `/lib/modules/${release()}/config`]) {
    try {
      const bytes = readFileSync(file);
      const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
      const set = new Map([...text.matchAll(/^(CONFIG_\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
      if (set.size > 0) return { file, set };
    } catch {
      // Not there, or not for us: the next place.
    }
  }
  return undefined;
}

export function configuredHz(options: BuildOptions | undefined): number | undefined {
  const value = Number(options?.set.get("CONFIG_HZ"));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** HZ as a timeout in seconds betrays it: the largest one taken unchanged is INT_MAX / HZ. Leaves the file as it was. */
export function probedHz(path: string): number | undefined {
  const before = readValue(path);
  const taken = (seconds: bigint): boolean => writeOnce(path, String(seconds)) === "taken" && readValue(path) === seconds;
  let good = INT_MAX / 1200n;
  let bad = INT_MAX / 24n + 1n;
  try {
    if (!taken(good) || taken(bad)) return undefined;
    while (bad - good > 1n) {
      const middle = (good + bad) / 2n;
      if (taken(middle)) good = middle;
      else bad = middle;
    }
  } finally {
    establish({ [path]: before });
  }
  const hz = INT_MAX / good;
  return INT_MAX / hz === good ? Number(hz) : undefined;
}

/** The release of uname with the patch level that some distributions put elsewhere. */
export function runningVersion(): string {
  const debian = /Debian (\d+\.\d+\.\d+)/.exec(version())?.[1];
  if (debian) return debian;
  const ubuntu = "/proc/version_signature";
  const signed = existsSync(ubuntu) ? readFileSync(ubuntu, "utf8").trim().split(" ").at(-1) : undefined;
  return signed ?? release();
}

/** Undefined for a version or a machine that the tables do not speak of. */
export function runningTarget(hz: number | undefined): KernelTarget | undefined {
  const kernel = parseVersion(runningVersion());
  const arch = archOf(machine());
  return kernel && arch ? { kernel, arch, ...(hz === undefined ? {} : { hz }) } : undefined;
}

function archOf(name: string): Arch | undefined {
  const known = /^i[3-6]86$/.test(name) ? "i386" : /^arm(v\d|$)/.test(name) ? "arm" : name;
  return ARCHES.find((arch) => arch === known);
}
