// `sysctl --system` and `sysctl -p` of procps 4.0.2: all files are read first, then every line is written in turn.
// Read in sysctl.c, measured.

import { usualKey } from "../../kernel/catalogue.ts";
import { isGlob } from "../tree/glob.ts";
import { type Patterns, patternsOf } from "../tree/patterns.ts";
import type { TreeFile } from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import { attempt } from "./attempt.ts";
import { linesOf } from "./lines.ts";
import type { Machine } from "./machine.ts";
import type { Event, Occurrence, Run, SetOccurrence } from "./run.ts";

export function runProcps(files: readonly TreeFile[], machine: Machine): Run {
  const named = namesIn(files);
  const events: Event[] = [];
  const patterns = patternsOf(machine, false);
  for (const file of files) {
    for (const statement of linesOf("procps", file).all) {
      if (statement.kind !== "set") continue;
      if (statement.placeholder === "key") machine.openAll();
      const at = { file, statement };
      const path = pathOf(statement.key);
      if (isGlob(path)) for (const event of applyGlob(at, path, named, machine, patterns)) events.push(event);
      else events.push(write(at, path, machine));
    }
  }
  return { events, ...patterns.left() };
}

/** The first line for a path as it is spelled: that spelling alone keeps patterns away. None where there is no pattern. */
function namesIn(files: readonly TreeFile[]): ReadonlyMap<string, Occurrence> {
  const named = new Map<string, Occurrence>();
  if (!files.some((file) => linesOf("procps", file).all.some(({ key }) => isGlob(pathOf(key))))) return named;
  for (const file of files) {
    for (const statement of linesOf("procps", file).all) {
      const path = pathOf(statement.key);
      if (!named.has(path)) named.set(path, { file, statement });
    }
  }
  return named;
}

/** What it puts behind "/proc/sys/": one more `-` is dropped, and only a `.` met first turns all separators round. */
function pathOf(key: string): string {
  const known = usualKey(key)?.path;
  if (known !== undefined) return known;
  const text = key.startsWith("-") ? key.slice(1) : key;
  return /[./]/.exec(text)?.[0] === "." ? text.replace(/[./]/g, (separator) => (separator === "." ? "/" : ".")) : text;
}

function applyGlob(
  at: SetOccurrence,
  pattern: string,
  named: ReadonlyMap<string, Occurrence>,
  machine: Machine,
  patterns: Patterns,
): readonly Event[] {
  return patterns.matches(at, pattern).map(({ path, spelled }) => {
    const by = named.get(spelled);
    const { file, statement } = at;
    return by ? { file, statement, path, value: statement.value, result: "excluded", sure: true, by } : write(at, path, machine);
  });
}

function write(at: SetOccurrence, text: string, machine: Machine): Event {
  const { file, statement } = at;
  const { path, there } = walk(text, machine);
  // It wants a path below /proc/sys/, and says so of /proc/sys itself.
  if (there === "outside" || path === "") return { file, statement, path, value: statement.value, result: "no-key", sure: true };
  return attempt(at, path, there, machine);
}
