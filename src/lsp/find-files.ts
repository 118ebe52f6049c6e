// Finds the files below a folder that a tree is made of, that configure kube-proxy, or that are sysctl files. Opens none.
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS, sysctlFileKind } from "../core/language/index.ts";
import { fromBytes, toBytes } from "../linux/index.ts";

export interface FoundFiles {
  /** Below the folder, with slashes: what may lie in a tree. */
  readonly tree: readonly string[];
  readonly kubeProxy: readonly string[];
  /** Settings and templates of settings, but no backups. */
  readonly sysctl: readonly string[];
  /** There are more than are read. */
  readonly isCut: boolean;
}

/** What others wrote, or programs made. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform", ".tox", ".venv", "__pycache__"]);
/** Of TREE_PATTERN what forms a tree, and KUBE_PROXY_PATTERN, as paths below a folder. */
const TREE = /(?:^|\/)(?:sysctl|modprobe|modules-load)\.d\/[^/]+$|(?:^|\/)etc\/(?:sysctl\.conf|modules|ufw\/sysctl\.conf)$/;
const isKubeProxy = (name: string): boolean => name.includes("kube-proxy") && /\.(?:yaml|yml|conf)$/.test(name);

/** Links to folders are not followed, a tree follows those that it is made of. Stops once it is told to. */
export async function findFiles(folder: string, isOver: () => boolean): Promise<FoundFiles> {
  const found = { tree: [] as string[], kubeProxy: [] as string[], sysctl: [] as string[] };
  const open = [""];
  let room: number = LIMITS.treeFiles;
  for (let at = open.pop(); at !== undefined && room > 0 && !isOver(); at = open.pop()) {
    for (const entry of await entriesOf(join(folder, at))) {
      const name = fromBytes(entry.name);
      const path = at === "" ? name : `${at}/${name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(name)) open.push(path);
        continue;
      }
      if (!entry.isFile() && !entry.isSymbolicLink()) continue;
      if (isKubeProxy(name)) found.kubeProxy.push(path);
      const kind = sysctlFileKind(`/${path}`);
      const isSysctl = kind === "plain" || kind === "template";
      const isTree = TREE.test(path);
      if (isTree) found.tree.push(path);
      if (isSysctl) found.sysctl.push(path);
      if (isTree || isSysctl) room--;
    }
  }
  return { ...found, isCut: room <= 0 && !isOver() };
}

async function entriesOf(folder: string): Promise<readonly Dirent<Buffer>[]> {
  try {
    return await readdir(toBytes(folder), { withFileTypes: true, encoding: "buffer" });
  } catch {
    return [];
  }
}
