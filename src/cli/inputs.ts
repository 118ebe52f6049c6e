// What `check` was asked to read, one text after the other: files, folders, standard input. Nothing twice.
import { fstatSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { EMBEDDED_KINDS, type EmbeddedKind, kindOfText, LIMITS, TOO_MUCH } from "../core/language/index.ts";
import { type ReadResult, readFileText, realPath, toBytes } from "../linux/index.ts";
import { type FoundFile, findFiles } from "./find-files.ts";
import { type FileKind, kindOfFound, kindOfNamed } from "./languages.ts";
import { peek } from "./peek.ts";
import { readStdinText } from "./read-stdin.ts";
import { standInForInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";

type ReadText = Extract<ReadResult, { readonly text: string }>;

/** `path` is as it was named, or `-` for standard input; `real` is the one file that it leads to. */
export type InputText = { readonly path: string; readonly real?: string } & (
  | (ReadText & {
      readonly kind: FileKind;
      /** Nobody named it: it was found in a folder, and may turn out to set nothing. */
      readonly found?: true;
    })
  | { readonly problem: string }
  | { readonly note: string }
);

export async function* readInputs(paths: readonly string[], languages: ReadonlySet<EmbeddedKind>): AsyncGenerator<InputText> {
  const seen = new Set<string>();
  const isNew = (name: string): boolean => !seen.has(name) && seen.add(name) !== undefined;
  for (const path of paths.length > 0 ? paths : [pipedStdin()]) {
    if (path === "-") {
      if (isNew("-")) {
        const read = await readStdin(paths.length === 0);
        const standIn = standInForInput();
        const name = standIn === "nothing" ? undefined : standIn?.name;
        const kind = (text: string) => (name === undefined ? (kindOfText(text) ?? "sysctl") : kindOfNamed(name, text));
        yield { path: name ?? path, ...withKind(read, "text" in read ? kind(read.text) : "sysctl") };
      }
    } else if (isFolder(path)) {
      let isEmpty = true;
      for (const found of findFiles(path, languages)) {
        const input = fromFolder(found, isNew, languages);
        if (!input) continue;
        isEmpty = false;
        yield input;
      }
      if (isEmpty) yield { path, note: NOTHING_THERE };
    } else {
      const real = realOr(path);
      if (isNew(real)) yield named(path, real, readFileText(path), languages);
    }
  }
}

const NOTHING_THERE = "no sysctl.conf, sysctl.d/*.conf or *.sysctl in this folder, and nothing else that sets conntrack keys";

/** Undefined for what turns out to be none of ours, or was read before. */
function fromFolder(
  { path, real, kind, problem, note }: FoundFile,
  isNew: (name: string) => boolean,
  languages: ReadonlySet<EmbeddedKind>,
): InputText | undefined {
  if (note !== undefined) return { path, note };
  if (kind === "sysctl") {
    if (problem !== undefined) return { path, problem };
    return isNew(real) ? { path, real, ...withKind(readFileText(real), kind) } : undefined;
  }
  // What is not ours by its name is passed over where it cannot be read, as all other files are.
  if (problem !== undefined || peek(real, kind === "unnamed") !== "ours" || !isNew(real)) return undefined;
  const read = readFileText(real);
  if (!("text" in read)) return read.what === "too-large" ? { path, note: read.problem } : undefined;
  if (kind === "to-be-sysctl") return { path, real, ...read, kind: "sysctl", found: true };
  const told = kindOfFound(kind, read.text);
  if (!told || isOff(told, languages)) return undefined;
  return read.text.length > LIMITS.embedded ? { path, note: TOO_MUCH.embedded } : { path, real, ...read, kind: told, found: true };
}

function named(path: string, real: string, read: ReadResult, languages: ReadonlySet<EmbeddedKind>): InputText {
  if (!("text" in read)) return { path, real, ...read };
  const kind = kindOfNamed(path, read.text);
  if (isOff(kind, languages)) return { path, real, note: `${kind} is not read; --languages ${kind} includes it` };
  return { path, real, ...withKind(read, kind) };
}

function isOff(kind: FileKind, languages: ReadonlySet<EmbeddedKind>): boolean {
  return EMBEDDED_KINDS.some((one) => one === kind && !languages.has(one));
}

function withKind(read: ReadResult, kind: FileKind): (ReadText & { readonly kind: FileKind }) | { readonly problem: string } {
  if (!("text" in read)) return read;
  return kind !== "sysctl" && read.text.length > LIMITS.embedded ? { problem: TOO_MUCH.embedded } : { ...read, kind };
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
  if (standInForInput() === undefined && isFolderDescriptor(0)) return { what: "folder", problem: "a folder; give its path instead" };
  const read = await readStdinText();
  // A job that runs check without a path and with nothing piped in must not pass for a clean one.
  if (unasked && "text" in read && read.text === "") throw new UsageError("check needs input; standard input is empty");
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
