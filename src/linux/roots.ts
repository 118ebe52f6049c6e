// Where a host's files are: the running one's, or a copy of its /proc. Everything here only reads.
import { closeSync, existsSync, fstatSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import type { ReadProblem } from "../core/boot/index.ts";
import { LIMITS } from "../core/language/index.ts";
import { toBytes } from "./bytes.ts";
import { failureOf } from "./failure.ts";
import { openWithoutWaiting, readFileBytes } from "./read-file.ts";

export interface Roots {
  readonly proc: string;
  /** None beside a copy of /proc: the rest of the host it is from is not here. */
  readonly sys?: string;
  readonly boot?: string;
}

export const RUNNING_HOST: Roots = { proc: "/proc", sys: "/sys", boot: "/boot" };

/** Undefined where this is no Linux: there is nothing to be read. */
export const THIS_HOST: Roots | undefined = platform() === "linux" ? RUNNING_HOST : undefined;

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

/** Reads small files one after the other until they come to more than is read (LIMITS.procTogether); then it gives none. */
export function smallReader(): { readonly read: typeof readSmall; readonly isFull: () => boolean } {
  let room: number = LIMITS.procTogether;
  return {
    read: (...path) => {
      if (room <= 0) return { error: "failed" };
      const file = readSmall(...path);
      room -= "text" in file ? file.text.length : 0;
      return file;
    },
    isFull: () => room <= 0,
  };
}

/** The bytes of a small file, or why there are none. Pipes and devices in a copy of /proc are neither waited for nor read. */
export function readSmallBytes(...path: readonly string[]): { readonly bytes: Buffer } | Extract<FileText, { readonly error: string }> {
  const bytes = readFileBytes(join(...path), LIMITS.procBytes);
  return "problem" in bytes ? { error: ERRORS[bytes.what] ?? "failed" } : { bytes };
}

/** What the system said, in the same words. */
export function errorKind(error: unknown): "missing" | "forbidden" | "failed" {
  return ERRORS[failureOf(error).what] ?? "failed";
}

const ERRORS: Readonly<Partial<Record<ReadProblem, "missing" | "forbidden">>> = { missing: "missing", denied: "forbidden" };

/** Opens what is a file, and nothing else. Throws what opening throws. */
export function openFile(path: string): number | undefined {
  const descriptor = openWithoutWaiting(path);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  return undefined;
}

export function textOr(file: FileText): string | undefined {
  return "text" in file ? file.text : undefined;
}
