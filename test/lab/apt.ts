// apt with a configuration, lists and a package cache of its own for each suite and architecture, below the project's
// cache: nothing of this machine is read or changed. apt itself holds lists against the archive's signature, and packages
// against the lists' hashes.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../host/failure.ts";
import type { DebianArch } from "./kernels.ts";
import { KEYRING } from "./needs.ts";
import { output, run } from "./run.ts";

const ARCHIVE = "http://deb.debian.org/debian";
const SECURITY = "http://deb.debian.org/debian-security";
/** Lists younger than this are taken as they are. */
const FRESH = 24 * 3600 * 1000;

export interface Apt {
  /** Names of all packages that match, as the lists have them. */
  names(pattern: RegExp): Promise<readonly string[]>;
  /** Names of the packages it depends on, without versions. */
  depends(name: string): Promise<readonly string[]>;
  /** Downloads into a folder; undefined where the archive no longer has it. */
  download(name: string, folder: string): Promise<string | undefined>;
}

/** Fails where the lists cannot be had and none are at hand. */
export async function openApt(root: string, suite: string, arch: DebianArch): Promise<Apt> {
  const folder = join(root, "apt", `${suite}-${arch}`);
  const env = configure(folder, suite, arch);
  const stamp = join(folder, "updated");
  if (!isFresh(stamp)) {
    const { code, stderr } = await run("apt-get", ["update", "-q", "--error-on=any"], { env, seconds: 300 });
    if (code === 0) writeFileSync(stamp, "");
    else if (!existsSync(stamp)) throw new Failure(`no list of packages of ${suite} for ${arch}: ${stderr.split("\n").at(-1) ?? ""}`);
  }
  return {
    names: async (pattern) => {
      const text = await output("apt-cache", ["pkgnames", "linux-"], { env, seconds: 60 });
      return `${text}`.split("\n").filter((name) => pattern.test(name));
    },
    depends: async (name) => {
      const text = await output("apt-cache", ["show", "--no-all-versions", name], { env, seconds: 60 });
      const line = /^Depends: (.*)$/m.exec(`${text}`)?.[1] ?? "";
      return line.split(",").map((part) => part.trim().split(/[ :(|]/)[0] ?? "");
    },
    download: async (name, to) => {
      mkdirSync(to, { recursive: true });
      const found = downloaded(to, name, arch);
      if (found) return found;
      const { code, timedOut } = await run("apt-get", ["download", "-q", name], { env, cwd: to, seconds: 600 });
      if (timedOut) throw new Failure(`the download of ${name} took more than ten minutes`);
      return code === 0 ? downloaded(to, name, arch) : undefined;
    },
  };
}

/** Packages of one name are another file for each architecture. */
function downloaded(folder: string, name: string, arch: DebianArch): string | undefined {
  const file = readdirSync(folder).find(
    (entry) => entry.startsWith(`${name}_`) && (entry.endsWith(`_${arch}.deb`) || entry.endsWith("_all.deb")),
  );
  return file === undefined ? undefined : join(folder, file);
}

function isFresh(stamp: string): boolean {
  return existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < FRESH;
}

function configure(folder: string, suite: string, arch: DebianArch): NodeJS.ProcessEnv {
  for (const sub of ["lists/partial", "cache/archives/partial", "empty"]) mkdirSync(join(folder, sub), { recursive: true });
  writeFileSync(join(folder, "status"), "");
  writeFileSync(
    join(folder, "sources.list"),
    `deb [arch=${arch} signed-by=${KEYRING}] ${suite.endsWith("-security") ? SECURITY : ARCHIVE} ${suite} main\n`,
  );
  const settings = {
    "APT::Architecture": arch,
    "APT::Architectures": arch,
    "Dir::State": folder,
    "Dir::State::status": join(folder, "status"),
    "Dir::Cache": join(folder, "cache"),
    "Dir::Etc::main": "/dev/null",
    "Dir::Etc::parts": join(folder, "empty"),
    "Dir::Etc::sourcelist": join(folder, "sources.list"),
    "Dir::Etc::sourceparts": join(folder, "empty"),
    "Dir::Etc::preferencesparts": join(folder, "empty"),
    "Acquire::Languages": "none",
    // Suites that are no longer kept have lists that ran out; their signature holds all the same.
    "Acquire::Check-Valid-Until": "false",
    "APT::Sandbox::User": "root",
  };
  const file = join(folder, "apt.conf");
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(""),
  );
  return { ...process.env, APT_CONFIG: file, LC_ALL: "C.UTF-8" };
}
