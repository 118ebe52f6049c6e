// nft and conntrack for the machine that is booted, with the libraries they need, from the archive.
import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { type Apt, openApt } from "./apt.ts";
import type { DebianArch } from "./kernels.ts";
import { unpack } from "./unpack.ts";

/** The newest first, and never libraries of one with programs of the other; the mirror lacks a package of one or the other for some architectures. */
const SUITES = ["trixie", "bookworm"];
const PROGRAMS = ["nftables", "conntrack"];
const FILES = ["./usr/sbin/*", "./lib*", "./usr/lib/*/lib*.so*", "./usr/lib/*/ld*.so*", "./usr/lib/ld*", "./usr/lib64/*"];

/** Where programs beside ours are. */
const MORE_FILES = [...FILES, "./usr/bin/*", "./bin/*", "./sbin/*"];

/**
 * Folder with their files, and those of `more` packages, or undefined where no suite has them all: then the experiments with
 * rule sets are left out.
 */
export async function findTools(arch: DebianArch, root: string, more: readonly string[] = []): Promise<string | undefined> {
  const folder = join(root, "tools", [arch, ...more].join("+"));
  if (existsSync(folder)) return folder;
  const programs = [...PROGRAMS, ...more];
  for (const suite of SUITES) {
    const files = await downloadAll(await openApt(root, suite, arch), programs, join(root, "packages", suite));
    if (![...programs, "libc6"].every((name) => files.some((file) => basename(file).startsWith(`${name}_`)))) continue;
    const half = `${folder}.part`;
    await unpack(files, more.length === 0 ? FILES : MORE_FILES, half);
    mergeIntoUsr(half);
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
    return folder;
  }
  return undefined;
}

/** Older suites have libraries in /lib, which is a link to /usr/lib here. */
function mergeIntoUsr(folder: string): void {
  for (const name of ["bin", "lib", "lib64", "sbin"]) {
    const from = join(folder, name);
    if (!existsSync(from)) continue;
    cpSync(from, join(folder, "usr", name), { recursive: true, verbatimSymlinks: true });
    rmSync(from, { recursive: true });
  }
}

async function downloadAll(apt: Apt, programs: readonly string[], folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of await withLibraries(apt, programs)) {
    const file = await apt.download(name, folder);
    if (file) files.push(file);
  }
  return files;
}

async function withLibraries(apt: Apt, programs: readonly string[]): Promise<readonly string[]> {
  const names = new Set(programs);
  for (const name of names) {
    for (const need of await apt.depends(name)) if (need.startsWith("lib")) names.add(need);
  }
  return [...names];
}
