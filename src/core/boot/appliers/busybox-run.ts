// `sysctl -p` of BusyBox 1.35: each line is written as it is read, and the first refused value ends the program.
// Read in sysctl.c, measured.

import { usualKey } from "../../kernel/catalogue.ts";
import type { TreeFile } from "../tree/tree.ts";
import { LONGEST_PATH, walk } from "../tree/walk.ts";
import { attempt } from "./attempt.ts";
import { linesOf } from "./lines.ts";
import type { Machine } from "./machine.ts";
import type { Event, Run, SetOccurrence } from "./run.ts";

const PROC_SYS = "proc/sys";

export function runBusybox(files: readonly TreeFile[], machine: Machine): Run {
  const events: Event[] = [];
  for (const file of files) {
    for (const statement of linesOf("busybox", file).all) {
      if (statement.kind !== "set") continue;
      if (statement.placeholder === "key") machine.openAll();
      const at = { file, statement };
      const event = write(at, machine);
      events.push(event);
      if (event.result === "refused" && event.sure) return { events, stopped: at };
    }
  }
  return { events };
}

function write(at: SetOccurrence, machine: Machine): Event {
  const { key, value } = at.statement;
  const base = { ...at, value, sure: true } as const;
  if (key === "") return { ...base, path: "", result: "no-key" };
  const text = dotsToSlashes(key, machine);
  if (text.startsWith("/")) {
    const parts = text.split("/").filter((part) => part !== "" && part !== ".");
    // From the root of the file system: what is not below /proc/sys is created or emptied there.
    if (parts.slice(0, 2).join("/") !== PROC_SYS) return { ...base, path: `/${parts.join("/")}`, result: "no-key" };
    return below(at, parts.slice(2).join("/"), machine);
  }
  return below(at, text, machine);
}

function below(at: SetOccurrence, text: string, machine: Machine): Event {
  const { value } = at.statement;
  const base = { ...at, value, sure: true } as const;
  const { path, there } = walk(text, machine);
  if (there === "outside") return { ...base, path: `/${text}`, result: "no-key" };
  const trailing = text.endsWith("/") && (there === "file" || there === "missing");
  if (trailing) return { ...base, path, result: "no-key" };
  if (value === "" && (there === "file" || there === "unknown")) return { ...base, path, result: "nothing-written" };
  return attempt(at, path, there, machine);
}

/**
 * A dot before the first slash turns all separators round. Otherwise dots become slashes one by one, each where what
 * stands before it is there, the longest such name first and never before the last one found.
 */
function dotsToSlashes(key: string, machine: Machine): string {
  const usual = usualKey(key)?.path;
  // Of a name that is there, all that stands before a dot is there too, and no other reading is.
  if (usual !== undefined && machine.look(usual) !== "missing") return usual;
  const slash = key.indexOf("/");
  const dot = key.indexOf(".");
  if (slash >= 0 && dot >= 0 && dot < slash) return key.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));
  if (key.length > LONGEST_PATH || (key.match(/[./]/g) ?? []).length > DEEPEST) return key.replaceAll(".", "/");
  let text = key;
  let lastGood = -1;
  search: for (;;) {
    for (let at = text.length; at > lastGood; at--) {
      if (at < text.length && text[at] !== ".") continue;
      if (at - text.lastIndexOf("/", at - 1) - 1 > LONGEST_NAME || !isThere(text.slice(0, at), machine)) continue;
      // The whole name is there: nothing before its end is looked at again.
      if (at === text.length) return text;
      text = `${text.slice(0, at)}/${text.slice(at + 1)}`;
      lastGood = at;
      // Below a folder that nobody knows, every name without a dot is taken to be there.
      if (isUnknown(text.slice(0, at), machine)) return text.slice(0, at + 1) + text.slice(at + 1).replaceAll(".", "/");
      continue search;
    }
    return text;
  }
}

/** Separators of a key: no file below /proc/sys lies nearly as deep, however its dots are taken. */
const DEEPEST = 64;

/** NAME_MAX. */
const LONGEST_NAME = 255;

function isUnknown(text: string, machine: Machine): boolean {
  return !text.startsWith("/") && walk(text, machine).there === "unknown";
}

/** access(2), from /proc/sys. Of a name that nobody knows, only one without dots is taken to be there. */
function isThere(text: string, machine: Machine): boolean {
  if (text === "/" || text === "/proc") return true;
  const inside = text.startsWith(`/${PROC_SYS}`) ? text.slice(PROC_SYS.length + 1) : text;
  if (text === "" || (inside === text && text.startsWith("/"))) return false;
  const { path, there } = walk(inside, machine);
  return there === "unknown" ? !path.includes(".") : there !== "missing" && there !== "outside";
}
