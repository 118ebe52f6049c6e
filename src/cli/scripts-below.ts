// Scripts and units in the etc of a tree that may set conntrack keys too: when they run, and whether, files do not tell.
import { join, relative, sep } from "node:path";
import { LIMITS, lineStartsOf, placeAt, settingsIn } from "../core/language/index.ts";
import { isInside, readFileText, realPath } from "../linux/index.ts";
import { readerOf } from "./embedded.ts";
import { findFiles } from "./find-files.ts";
import { kindOfNamed } from "./languages.ts";
import { peek } from "./peek.ts";

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

/** What calls of sysctl and writes to /proc/sys in them would set; files that they make are the appliers'. */
export async function scriptsBelow(root: string): Promise<readonly ScriptSetting[]> {
  const found: ScriptSetting[] = [];
  const folder = join(root, "etc");
  if (!isBelow(root, folder)) return found;
  for (const { path, real, kind, problem, note } of findFiles(folder, KINDS, { sysctl: false })) {
    if (problem !== undefined || note !== undefined || (kind !== "shell" && kind !== "systemd" && kind !== "unnamed")) continue;
    if (peek(real, kind === "unnamed") !== "ours") continue;
    const read = readFileText(real);
    const told = "text" in read ? kindOfNamed(path, read.text) : undefined;
    if (!("text" in read) || read.text.length > LIMITS.embedded || (told !== "shell" && told !== "systemd")) continue;
    const lineStarts = lineStartsOf(read.text);
    const file = `/${relative(root, path).replaceAll(sep, "/")}`;
    for (const { key, value, how, scope, start } of settingsIn((await readerOf(told))(read.text)))
      if ((how === "sysctl" || how === "proc") && scope === "machine")
        found.push({ file, line: placeAt(lineStarts, start).line + 1, key, value });
  }
  return found;
}

/** A link out of the tree is not followed; what is not there is not below it. */
function isBelow(root: string, folder: string): boolean {
  try {
    return isInside(realPath(root), realPath(folder));
  } catch {
    return false;
  }
}
