// nft and conntrack for the machine that is booted, with the libraries they need, from the archive.
import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { type Apt, openApt } from "./apt.ts";
import type { DebianArch } from "./kernels.ts";
import { unpack } from "./unpack.ts";

/** The newest first, and never libraries of one with programs of the other; the mirror lacks a package of one or the other for some architectures. */
const SUITES = ["trixie", "bookworm"];
const PROGRAMS = ["nftables", "conntrack"];
const NEEDED = [...PROGRAMS, "libc6"];
const FILES = ["./usr/sbin/*", "./lib*", "./usr/lib/*/lib*.so*", "./usr/lib/*/ld*.so*", "./usr/lib/ld*", "./usr/lib64/*"];

/** Folder with their files, or undefined where no suite has them all: then the experiments with rule sets are left out. */
export async function findTools(arch: DebianArch, root: string): Promise<string | undefined> {
  const folder = join(root, "tools", arch);
  if (existsSync(folder)) return folder;
  for (const suite of SUITES) {
    const files = await downloadAll(await openApt(root, suite, arch), join(root, "packages", suite));
    if (!NEEDED.every((name) => files.some((file) => basename(file).startsWith(`${name}_`)))) continue;
    const half = `${folder}.part`;
    await unpack(files, FILES, half);
    mergeIntoUsr(half);
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
    return folder;
  }
  return undefined;
}

/** Older suites have libraries in /lib, which is a link to /usr/lib here. */
function mergeIntoUsr(folder: string): void {
  for (const name of ["lib", "lib64"]) {
    const from = join(folder, name);
    if (!existsSync(from)) continue;
    cpSync(from, join(folder, "usr", name), { recursive: true, verbatimSymlinks: true });
    rmSync(from, { recursive: true });
  }
}

async function downloadAll(apt: Apt, folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of await withLibraries(apt)) {
    const file = await apt.download(name, folder);
    if (file) files.push(file);
  }
  return files;
}

async function withLibraries(apt: Apt): Promise<readonly string[]> {
  const names = new Set(PROGRAMS);
  for (const name of names) {
    for (const need of await apt.depends(name)) if (need.startsWith("lib")) names.add(need);
  }
  return [...names];
}
