// Paths below /proc/sys, walked and matched on a machine.

import { findKey } from "../../kernel/catalogue.ts";
import type { Machine, There } from "../appliers/machine.ts";
import { expandBraces, isGlob, partMatcher } from "./glob.ts";

export interface Walked {
  /** Below /proc/sys, without doubled separators and dots. */
  readonly path: string;
  /** "outside": not below /proc/sys. */
  readonly there: There | "outside";
}

const BASE: readonly string[] = ["proc", "sys"];

/**
 * Follows a path from /proc/sys as the kernel does: `//` and `.` are nothing, `..` goes up, also out of /proc/sys and back,
 * and all but the last part must be folders.
 */
export function walk(text: string, machine: Machine): Walked {
  // A name that the tables know is a plain one, and nearly every line has one.
  if (findKey(text)) return { path: text, there: machine.look(text) };
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
    there = look(parts, machine);
  }
  const above = parts.length < BASE.length;
  return above ? { path: "", there: "outside" } : { path: parts.slice(BASE.length).join("/"), there };
}

function look(parts: readonly string[], machine: Machine): Walked["there"] {
  if (BASE.some((name, index) => index < parts.length && parts[index] !== name)) return "outside";
  return parts.length < BASE.length ? "folder" : machine.look(parts.slice(BASE.length).join("/"));
}

export interface Match {
  readonly path: string;
  /** With the separators of the pattern, doubled ones too, as glob(3) gives it. */
  readonly spelled: string;
}

/** The files and folders that a pattern matches, in byte order in each folder. */
export function matches(pattern: string, machine: Machine, braces: boolean): readonly Match[] {
  return (braces ? expandBraces(pattern) : [pattern]).flatMap((one) => matchOne(one, machine));
}

function matchOne(pattern: string, machine: Machine): readonly Match[] {
  let found: readonly Match[] = [{ path: "", spelled: "" }];
  // What a wildcard found has to be known: nobody can say what else may be there.
  let certain = false;
  for (const [index, part] of pattern.split("/").entries()) {
    const slash = index === 0 ? "" : "/";
    const join = (folder: Match, name: string): Match => ({
      path: folder.path === "" || name === "" ? folder.path + name : `${folder.path}/${name}`,
      spelled: folder.spelled + slash + name,
    });
    if (isGlob(part) || part.includes("\\")) {
      const isMatch = partMatcher(part);
      certain = true;
      found = found.flatMap((folder) =>
        machine
          .children(folder.path)
          .filter(isMatch)
          .map((name) => join(folder, name)),
      );
    } else {
      found = found.map((folder) => join(folder, part)).filter(({ path }) => isThere(machine.look(path), certain));
    }
  }
  return found;
}

function isThere(there: There, certain: boolean): boolean {
  return there !== "missing" && !(certain && there === "unknown");
}
