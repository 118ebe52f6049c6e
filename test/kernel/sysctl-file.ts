// Files below /proc/sys, read and written as sysctl programs do: one value, one write(2). Knows no key by name.
import { closeSync, constants, openSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";

const ROOT = "/proc/sys";

export interface SysctlFile {
  /** Path below /proc/sys. */
  readonly path: string;
  readonly writable: boolean;
  /** Undefined for a file that holds no number. */
  readonly value: bigint | undefined;
}

export function readValue(path: string): bigint {
  return BigInt(readFileSync(`${ROOT}/${path}`, "utf8").trim());
}

/** Writes a text and a line feed in one write(2). A file that cannot be opened throws: that is no verdict on the text. */
export function writeOnce(path: string, text: string): "taken" | "refused" {
  const descriptor = openSync(`${ROOT}/${path}`, constants.O_WRONLY);
  try {
    writeSync(descriptor, Buffer.from(`${text}\n`));
    return "taken";
  } catch (error) {
    if (["EINVAL", "ENOMEM", "ERANGE"].includes((error as NodeJS.ErrnoException).code ?? "")) return "refused";
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Brings files to values, each verified. Two rounds, because of a pair that bounds each other one may have to move first.
 */
export function establish(values: Readonly<Record<string, bigint>>): void {
  const wanted = Object.entries(values);
  for (let round = 0; round < 2; round++) {
    for (const [path, value] of wanted) {
      if (readValue(path) !== value) writeOnce(path, String(value));
    }
  }
  for (const [path, value] of wanted) {
    const now = readValue(path);
    if (now !== value) throw new Error(`${path} is ${now} and would not become ${value}`);
  }
}

/** The netfilter settings that the calling process's network namespace shows. */
export function netfilterFiles(): readonly SysctlFile[] {
  const files: SysctlFile[] = [];
  for (const folder of ["net", "net/netfilter"]) {
    for (const entry of entriesOf(folder)) {
      if (!entry.startsWith("nf_")) continue;
      const path = `${folder}/${entry}`;
      const found = statSync(`${ROOT}/${path}`);
      if (found.isFile()) files.push({ path, writable: (found.mode & 0o200) !== 0, value: numberIn(path) });
    }
  }
  return files;
}

function numberIn(path: string): bigint | undefined {
  try {
    return readValue(path);
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(`${ROOT}/${folder}`).sort();
  } catch {
    return [];
  }
}
