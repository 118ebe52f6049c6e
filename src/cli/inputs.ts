// What `check` was asked to read, one text after the other: files, folders, standard input. Nothing twice.
import { fstatSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type ReadResult, readFileText, realPath, toBytes } from "../linux/index.ts";
import { findFiles } from "./find-files.ts";
import { readStdinText } from "./read-stdin.ts";
import { UsageError } from "./usage-error.ts";

/** `path` is as it was named, or `-` for standard input; `real` is the one file that it leads to. */
export type InputText = { readonly path: string; readonly real?: string } & (ReadResult | { readonly note: string });

export async function* readInputs(paths: readonly string[]): AsyncGenerator<InputText> {
  const seen = new Set<string>();
  const isNew = (name: string): boolean => !seen.has(name) && seen.add(name) !== undefined;
  for (const path of paths.length > 0 ? paths : [pipedStdin()]) {
    if (path === "-") {
      if (isNew("-")) yield { path, ...(await readStdin(paths.length === 0)) };
    } else if (isFolder(path)) {
      const files = findFiles(path);
      if (files.length === 0) yield { path, note: "no sysctl.conf, sysctl.d/*.conf or *.sysctl in this folder" };
      for (const { path, real, problem, note } of files) {
        if (note !== undefined) yield { path, note };
        else if (problem !== undefined) yield { path, problem };
        else if (isNew(real)) yield { path, real, ...readFileText(real) };
      }
    } else {
      const real = realOr(path);
      if (isNew(real)) yield { path, real, ...readFileText(path) };
    }
  }
}

/** Without a path, what is piped in is meant; a terminal or /dev/null would be waited for, or judged, for nothing. */
function pipedStdin(): "-" {
  let piped = false;
  try {
    const stats = fstatSync(0);
    piped = stats.isFIFO() || stats.isFile() || stats.isSocket();
  } catch {
    // There is no standard input.
  }
  if (!piped) throw new UsageError("check needs a file or a folder to read, or - for standard input");
  return "-";
}

async function readStdin(unasked: boolean): Promise<ReadResult> {
  if (isFolderDescriptor(0)) return { problem: "a folder; give its name instead" };
  const read = await readStdinText();
  // A job that runs check without a path and with nothing piped in must not pass for a clean one.
  if (unasked && "text" in read && read.text === "")
    throw new UsageError("check needs a file or a folder to read; standard input is empty");
  return read;
}

/** Node.js takes a folder on standard input for an empty file. */
function isFolderDescriptor(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(toBytes(path)).isDirectory();
  } catch {
    // Reading it will tell why.
    return false;
  }
}

function realOr(path: string): string {
  try {
    return realPath(path);
  } catch {
    return resolve(path);
  }
}
