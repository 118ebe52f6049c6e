// The machine's only program, built once for each architecture and each state of its sources.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DebianArch } from "./kernels.ts";
import { MACHINES } from "./machines.ts";
import { output } from "./run.ts";

const SOURCES = fileURLToPath(new URL("init", import.meta.url));
export const RULES = fileURLToPath(new URL("rules", import.meta.url));
const FLAGS = ["-static", "-O1", "-Wall", "-Wextra", "-Werror"];

export async function buildInit(arch: DebianArch, root: string): Promise<string> {
  return build(arch, `${arch}-${hashOf(SOURCES)}`, sourcesIn(SOURCES), root);
}

/** Another program, with all that this one is made of but its beginning. */
export async function buildBeside(folder: string, arch: DebianArch, root: string): Promise<string> {
  const shared = sourcesIn(SOURCES).filter((file) => basename(file) !== "main.c");
  return build(arch, `${arch}-${hashOf(SOURCES)}${hashOf(folder)}`, [...shared, ...sourcesIn(folder)], root);
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".c"))
    .map((name) => join(folder, name));
}

async function build(arch: DebianArch, name: string, sources: readonly string[], root: string): Promise<string> {
  const file = join(root, "init", name);
  if (existsSync(file)) return file;
  mkdirSync(join(root, "init"), { recursive: true });
  await output(MACHINES[arch].compiler, [...FLAGS, "-o", `${file}.part`, ...sources], { seconds: 120 });
  renameSync(`${file}.part`, file);
  return file;
}

/** Stands for what a machine is asked: another program or other rule sets make answers of another kind. */
export function experimentsHash(): string {
  return `${hashOf(SOURCES)}${hashOf(RULES)}`;
}

export function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort())
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update("\0");
  return hash.digest("hex").slice(0, 12);
}
