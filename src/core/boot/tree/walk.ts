// Paths below /proc/sys, walked and matched on a machine.

import { findKey } from "../../kernel/catalogue.ts";
import type { Machine, There } from "../appliers/machine.ts";

export interface Walked {
  /** Below /proc/sys, without doubled separators and dots. */
  readonly path: string;
  /** "outside": not below /proc/sys. */
  readonly there: There | "outside";
}

const BASE: readonly string[] = ["proc", "sys"];

/** The longest path that the kernel opens (PATH_MAX, less what stands before it and the NUL). */
export const LONGEST_PATH = 4096 - "/proc/sys/".length - 1;

/** No folder that we know lies deeper, nor does any name below one that nobody knows tell more. */
const DEEPEST = 8;

/**
 * Follows a path from /proc/sys as the kernel does: `//` and `.` are nothing, `..` goes up, also out of /proc/sys and back,
 * and all but the last part must be folders.
 */
export function walk(text: string, machine: Machine): Walked {
  // A name that the tables know is a plain one, and nearly every line has one.
  if (findKey(text)) return { path: text, there: machine.look(text) };
  // ENAMETOOLONG.
  if (text.length > LONGEST_PATH) return { path: text, there: "missing" };
  const parts = [...BASE];
  const steps = text.split("/");
  let there: Walked["there"] = "folder";
  for (const [index, step] of steps.entries()) {
    // After the last name, a slash still asks for a folder.
    const asksForFolder = step === "" && index === steps.length - 1 && index > 0;
    if (step === "" && !asksForFolder) continue;
    if (there !== "folder" && there !== "unknown") {
      return { path: [...parts.slice(BASE.length), ...steps.slice(index)].join("/"), there: there === "outside" ? there : "missing" };
    }
    if (step === "." || step === "") continue;
    if (step === "..") parts.pop();
    else parts.push(step);
    if (parts.length <= DEEPEST || index === steps.length - 1) there = look(parts, machine);
  }
  const above = parts.length < BASE.length;
  return above ? { path: "", there: "outside" } : { path: parts.slice(BASE.length).join("/"), there };
}

function look(parts: readonly string[], machine: Machine): Walked["there"] {
  if (BASE.some((name, index) => index < parts.length && parts[index] !== name)) return "outside";
  return parts.length < BASE.length ? "folder" : machine.look(parts.slice(BASE.length).join("/"));
}
