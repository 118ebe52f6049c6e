// What running a program over files amounts to: an ordered list of events, one or more for each line that sets a key.
import type { Verdict } from "../../kernel/judge.ts";
import type { TreeFile } from "../tree/tree.ts";
import type { SetStatement, Statement } from "./statement.ts";

/** A line, in a file as one program reads it. */
export interface Occurrence {
  readonly file: TreeFile;
  readonly statement: Statement;
}

/** One that sets a key. */
export interface SetOccurrence extends Occurrence {
  readonly statement: SetStatement;
}

export type Result =
  /** Written, and in force. */
  | "taken"
  /** The value was there already; systemd does not write it again. */
  | "unchanged"
  /** Written; the kernel answered with an error. */
  | "refused"
  /** Written; the kernel said yes and kept the old value. */
  | "ignored"
  /** The file was opened, and there was nothing to write. */
  | "nothing-written"
  /** There is no such file below /proc/sys. */
  | "missing"
  /** The file is there, and nobody may write it. */
  | "read-only"
  /** The path is no file of /proc/sys, or nothing the program opens. */
  | "no-key"
  /** Another line says that globs leave this key alone. */
  | "excluded"
  /** A later line took its place before anything was written. */
  | "replaced"
  /** A later `-key` took the line back. */
  | "cancelled"
  /** The same as an earlier line, which stands for both. */
  | "repeated";

export interface Event extends SetOccurrence {
  /** Below /proc/sys. What BusyBox opens elsewhere begins with a slash. Empty where there is no path. */
  readonly path: string;
  /** Without a line feed. */
  readonly value: string;
  readonly result: Result;
  /** What is in force afterwards, where that is known. */
  readonly now?: string | undefined;
  readonly sure: boolean;
  readonly verdict?: Verdict | undefined;
  /** The line that replaced, cancelled, excluded or stands for this one. */
  readonly by?: Occurrence | undefined;
}

/** The results that an observer of system calls would call a write. */
export function isWrite({ result }: Event): boolean {
  return result === "taken" || result === "refused" || result === "ignored";
}

export interface Run {
  readonly events: readonly Event[];
  /** Where the program stopped for good: nothing after it was read or written. */
  readonly stopped?: Occurrence;
  /** The first line whose pattern was not followed here, because those before match more than anybody means. */
  readonly left?: Occurrence;
}
