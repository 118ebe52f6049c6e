// Where a host's files are: the running one's, or a copy of its /proc. Everything here only reads.
import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { toBytes } from "./bytes.ts";

export interface Roots {
  readonly proc: string;
  /** None beside a copy of /proc: the rest of the host it is from is not here. */
  readonly sys?: string;
  readonly boot?: string;
}

export const RUNNING_HOST: Roots = { proc: "/proc", sys: "/sys", boot: "/boot" };

/** The roots of a --proc DIR: those of the running host for /proc itself. */
export function rootsOf(proc: string): Roots {
  let end = proc.length;
  while (end > 1 && proc[end - 1] === "/") end--;
  return proc.slice(0, end) === RUNNING_HOST.proc ? RUNNING_HOST : { proc };
}

/** Whether there is anything of a /proc below it. */
export function looksLikeProc({ proc }: Roots): boolean {
  return ["sys", "net", "meminfo"].some((name) => existsSync(toBytes(join(proc, name))));
}

/** The text of a small file, or why there is none. */
export type FileText = { readonly text: string } | { readonly error: "missing" | "forbidden" | "failed" };

/** Bytes; /proc/timer_list and the counters of a thousand CPUs have less. */
const MOST_BYTES = 8_000_000;

export function readSmall(...path: readonly string[]): FileText {
  let descriptor: number | undefined;
  try {
    // A pipe in a copy of /proc is not waited for.
    descriptor = openSync(toBytes(join(...path)), constants.O_RDONLY | constants.O_NONBLOCK);
    return fstatSync(descriptor).isFile() ? readText(descriptor) : { error: "failed" };
  } catch (error) {
    return { error: errorKind(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Files of /proc have no length that could be asked for. */
function readText(descriptor: number): FileText {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(1 << 16);
    const got = readSync(descriptor, piece);
    if (got === 0) return { text: Buffer.concat(pieces, length).toString("utf8") };
    length += got;
    if (length > MOST_BYTES) return { error: "failed" };
    pieces.push(piece.subarray(0, got));
  }
}

export function errorKind(error: unknown): "missing" | "forbidden" | "failed" {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "missing";
  return code === "EACCES" || code === "EPERM" ? "forbidden" : "failed";
}

export function textOr(file: FileText): string | undefined {
  return "text" in file ? file.text : undefined;
}
