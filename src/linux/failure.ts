// Why something could not be read or written: by code for the program, in a few words for people.

import type { ReadProblem } from "../core/boot/index.ts";
import { say } from "../core/words/index.ts";

/** `problem` is for people, without the path. */
export interface Failure {
  readonly what: ReadProblem;
  readonly problem: string;
}

export function failureOf(error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  return { what: (code === undefined ? undefined : KINDS[code]) ?? "failed", problem: reason(error) };
}

const KINDS: Readonly<Record<string, ReadProblem>> = {
  EACCES: "denied",
  EPERM: "denied",
  ENOENT: "missing",
  ENOTDIR: "missing",
  ELOOP: "loop",
};

/** Why something could not be read or written, without the path. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: say("permission denied"),
  EPERM: say("permission denied"),
  ENOENT: say("no such file or folder"),
  ENOTDIR: say("no such file or folder"),
  EISDIR: say("a folder, not a file"),
  ELOOP: say("a symbolic link that points to itself"),
  ENAMETOOLONG: say("the path is too long"),
  EIO: say("the disk or the kernel failed"),
  EMFILE: say("too many open files"),
  EROFS: say("a read-only file system"),
  ENOSPC: say("no space left on the disk"),
  EDQUOT: say("the disk quota is exceeded"),
  EFBIG: say("larger than the maximum file size (ulimit -f, or the file system)"),
  EXDEV: say("on another file system"),
  EBUSY: say("in use, such as a bind-mounted file"),
};
