// Kernel, configuration and modules out of the packages, a tenth of what they hold. Nothing is installed.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../host/failure.ts";
import { run } from "./run.ts";

export interface UnpackedKernel {
  readonly image: string;
  /** Folder with the modules, undefined where all is built in. */
  readonly modules: string | undefined;
  /** CONFIG_ options that are set, without the prefix. */
  readonly config: ReadonlyMap<string, string>;
}

const KERNEL_FILES = [
  "./boot/*",
  ...[
    "kernel/net/*",
    "kernel/lib/*",
    "kernel/crypto/*",
    "kernel/arch/*",
    "kernel/drivers/char/*",
    "kernel/drivers/net/veth*",
    "vmlinu*",
    "config*",
  ].flatMap((file) => [`./lib/modules/*/${file}`, `./usr/lib/modules/*/${file}`]),
  "./usr/lib/linux*",
];

export async function unpackKernel(packages: readonly string[], folder: string): Promise<UnpackedKernel> {
  await unpack(packages, KERNEL_FILES, folder);
  const files = walk(folder);
  const image = files.find((file) => /^vmlinu[xz]/.test(basename(file)));
  if (!image) throw new Failure(`no kernel in ${packages.map((file) => basename(file)).join(", ")}`);
  const conntrack = files.find((file) => /\/nf_conntrack\.ko(\.\w+)?$/.test(file));
  const config = files.find((file) => basename(file).startsWith("config"));
  return {
    image,
    modules: conntrack?.replace(/\/kernel\/net\/.*$/, ""),
    config: new Map(
      config ? [...readFileSync(config, "utf8").matchAll(/^CONFIG_(\w+)=(.*)$/gm)].map((match) => [match[1] ?? "", match[2] ?? ""]) : [],
    ),
  };
}

/** Only what the patterns name. tar fails for a pattern without a match, which is none of ours: the caller looks at what came. */
export async function unpack(packages: readonly string[], patterns: readonly string[], folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const script = 'file=$1; to=$2; shift 2; dpkg-deb --fsys-tarfile "$file" | tar -x -C "$to" --no-same-owner --wildcards "$@" 2>/dev/null';
  for (const file of packages) await run("sh", ["-c", script, "sh", file, folder, ...patterns], { seconds: 600 });
}

/** All files below a folder, links left out. */
export function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0);
}
