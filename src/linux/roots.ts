// Where a host's files are: the running one's, or a copy of its /proc. Everything here only reads.
import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "../core/language/index.ts";
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

export function readSmall(...path: readonly string[]): FileText {
  const file = readSmallBytes(...path);
  return "error" in file ? file : { text: file.bytes.toString("utf8") };
}

/** The bytes of a small file, or why there are none. Pipes and devices in a copy of /proc are neither waited for nor read. */
export function readSmallBytes(...path: readonly string[]): { readonly bytes: Buffer } | Extract<FileText, { readonly error: string }> {
  let descriptor: number | undefined;
  try {
    descriptor = openFile(join(...path));
    return descriptor === undefined ? { error: "failed" } : readBytes(descriptor);
  } catch (error) {
    return { error: errorKind(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Opens what is a file, and nothing else. Throws what opening throws. */
export function openFile(path: string): number | undefined {
  const descriptor = openSync(toBytes(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  return undefined;
}

/** Files of /proc have no length that could be asked for. */
function readBytes(descriptor: number): ReturnType<typeof readSmallBytes> {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(1 << 16);
    const got = readSync(descriptor, piece);
    if (got === 0) return { bytes: Buffer.concat(pieces, length) };
    length += got;
    if (length > LIMITS.procBytes) return { error: "failed" };
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
