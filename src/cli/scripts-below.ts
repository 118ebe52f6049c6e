// Scripts and units in the etc of a tree that may set conntrack keys too: when they run, and whether, files do not tell.
import { join, relative, sep } from "node:path";
import { type HostConfiguration, SYSCTL_FOLDERS, type Tree } from "../core/boot/index.ts";
import { LIMITS, lineStartsOf, placeAt, settingsIn, TOO_MUCH } from "../core/language/index.ts";
import { isInside, readFileText, realPath } from "../linux/index.ts";
import { readerOf } from "./embedded.ts";
import { findFiles } from "./find-files.ts";
import { kindOfNamed } from "./languages.ts";
import { peek } from "./peek.ts";
import { inRoot } from "./read-root.ts";

export interface ScriptSetting {
  /** In the tree, from its root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Dotted. */
  readonly key: string;
  readonly value: string;
}

const KINDS = new Set(["shell", "systemd"] as const);

export interface ScriptsBelow {
  readonly settings: readonly ScriptSetting[];
  /** What of them was too much to be read, and is not told of the tree's own files. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

/** What calls of sysctl and writes to /proc/sys in them would set; files that they make are the appliers'. */
export async function scriptsBelow(root: string, { tree, unread }: HostConfiguration): Promise<ScriptsBelow> {
  const settings: ScriptSetting[] = [];
  const left: { readonly path: string; readonly reason: string }[] = [];
  const folder = join(root, "etc");
  if (!isBelow(root, folder)) return { settings, left };
  for (const { path, real, kind, problem, note } of findFiles(folder, KINDS, { sysctl: false, without: withoutScripts(root, tree) })) {
    if (problem === TOO_MUCH.treeFiles) left.push({ path, reason: problem });
    if (problem !== undefined || note !== undefined || (kind !== "shell" && kind !== "systemd" && kind !== "unnamed")) continue;
    if (peek(real, kind === "unnamed") !== "ours") continue;
    const read = readFileText(real);
    if (!("text" in read)) {
      if (read.what === "too-large") left.push({ path, reason: read.problem });
      continue;
    }
    const told = kindOfNamed(path, read.text);
    if (told !== "shell" && told !== "systemd") continue;
    if (read.text.length > LIMITS.embedded) {
      left.push({ path, reason: TOO_MUCH.embedded });
      continue;
    }
    const lineStarts = lineStartsOf(read.text);
    const file = `/${relative(root, path).replaceAll(sep, "/")}`;
    const embedded = (await readerOf(told))(read.text);
    for (const reason of embedded.left) left.push({ path, reason });
    for (const { key, value, how, scope, start } of settingsIn(embedded))
      if ((how === "sysctl" || how === "proc") && scope === "machine")
        settings.push({ file, line: placeAt(lineStarts, start).line + 1, key, value });
  }
  // A unit of kube-proxy's is both.
  const told = new Set(unread.map(({ path }) => inRoot(root, path)));
  return { settings, left: left.filter(({ path }) => !told.has(path)) };
}

/** The tree has listed them, which of very many files takes as long as a tenth of reading them. */
function withoutScripts(root: string, { folders }: Tree): ReadonlySet<string> {
  const plain = SYSCTL_FOLDERS.flatMap((path) => folders.get(path) ?? []).filter(({ isPlain }) => isPlain);
  return new Set(plain.map(({ real }) => inRoot(realPath(root), real)));
}

/** A link out of the tree is not followed; what is not there is not below it. */
function isBelow(root: string, folder: string): boolean {
  try {
    return isInside(realPath(root), realPath(folder));
  } catch {
    return false;
  }
}
