// Where a host's files are: the running one's, or a copy of its /proc. Everything here only reads.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Roots {
  readonly proc: string;
  /** None beside a copy of /proc: the rest of the host it is from is not here. */
  readonly sys?: string;
  readonly boot?: string;
}

export const RUNNING_HOST: Roots = { proc: "/proc", sys: "/sys", boot: "/boot" };

/** The roots of a --proc DIR: those of the running host for /proc itself. */
export function rootsOf(proc: string): Roots {
  return proc.replace(/\/+$/, "") === RUNNING_HOST.proc ? RUNNING_HOST : { proc };
}

/** Whether there is anything of a /proc below it. */
export function looksLikeProc({ proc }: Roots): boolean {
  return ["sys", "net", "meminfo"].some((name) => existsSync(join(proc, name)));
}

/** The text of a small file, or why there is none. */
export type FileText = { readonly text: string } | { readonly error: "missing" | "forbidden" | "failed" };

export function readSmall(...path: readonly string[]): FileText {
  try {
    return { text: readFileSync(join(...path), "utf8") };
  } catch (error) {
    return { error: errorKind(error) };
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
