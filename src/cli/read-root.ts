// The tree that --root names, read once and put together as one configuration.
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { effective, type HostConfiguration, type ReadOptions, readTree } from "../core/boot/index.ts";
import { APPLIERS, type KernelTarget } from "../core/language/index.ts";
import { rootPort, toBytes } from "../linux/index.ts";
import { kubeProxyReader } from "./embedded.ts";
import { boundNewObjects } from "./new-objects.ts";
import type { Input, OptionSpec } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export const ROOT: OptionSpec = {
  name: "root",
  value: "DIR",
  help: "the folder to use as / of the system: the one that contains etc",
};

/** Throws UsageError where there is no such folder, or nothing of a system in it. */
export async function readRoot(
  root: string,
  input: Input,
  target: KernelTarget,
  { own }: Pick<ReadOptions, "own"> = {},
): Promise<HostConfiguration> {
  if (!isFolder(root)) throw new UsageError(`--root ${quoted(root)} is not a folder`);
  const tree = await readTree(await rootPort(root), { pause: async () => boundNewObjects(), ...(own && { own }) });
  if (tree.folders.size === 0 && tree.files.size === 0) {
    const hint = basename(root) === "etc" ? `; did you mean --root ${quoted(join(root, ".."))}?` : "";
    throw new UsageError(`${quoted(root)} has no etc/sysctl.conf, no etc/sysctl.d and no other files that set conntrack keys${hint}`);
  }
  const applier = APPLIERS.find((name) => name === input.value("applier")) ?? "auto";
  return effective(tree, { target, applier, ...(await kubeProxyReader(tree)) });
}

/** A file of the tree as it can be opened from here. */
export function inRoot(root: string, path: string): string {
  return join(root, path);
}

/** The same for many files: the root is looked at once. The tree's own paths have nothing to be tidied. */
export function inRootOf(root: string): (path: string) => string {
  const before = join(root, "x").slice(0, -1);
  return (path) => before + path.slice(1);
}

function isFolder(path: string): boolean {
  try {
    return statSync(toBytes(path)).isDirectory();
  } catch {
    return false;
  }
}
