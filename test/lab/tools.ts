// nft and conntrack for the machine that is booted, with the libraries they need, from the archive.
import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { type Apt, openApt } from "./apt.ts";
import type { DebianArch } from "./kernels.ts";
import { unpack } from "./unpack.ts";

const SUITE = "trixie";
const PROGRAMS = ["nftables", "conntrack"];
const FILES = ["./usr/sbin/nft", "./usr/sbin/conntrack", "./usr/lib/*/lib*.so*", "./usr/lib/*/ld*.so*", "./usr/lib/ld*", "./usr/lib64/*"];

/** Folder with their files, or undefined where the archive lacks one: then the experiments with rule sets are left out. */
export async function findTools(arch: DebianArch, root: string): Promise<string | undefined> {
  const folder = join(root, "tools", arch);
  if (existsSync(folder)) return folder;
  const apt = await openApt(root, SUITE, arch);
  const files: string[] = [];
  for (const name of await withLibraries(apt)) {
    const file = await apt.download(name, join(root, "packages"));
    if (file) files.push(file);
  }
  if (!PROGRAMS.every((name) => files.some((file) => basename(file).startsWith(`${name}_`)))) return undefined;
  const half = `${folder}.part`;
  await unpack(files, FILES, half);
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
  return folder;
}

async function withLibraries(apt: Apt): Promise<readonly string[]> {
  const names = new Set(PROGRAMS);
  for (const name of names) {
    for (const need of await apt.depends(name)) if (need.startsWith("lib")) names.add(need);
  }
  return [...names];
}
