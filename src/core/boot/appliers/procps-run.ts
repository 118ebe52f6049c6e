// `sysctl --system` and `sysctl -p` of procps 4.0.2: all files are read first, then every line is written in turn.
// Read in sysctl.c, measured.

import { pathOfKey } from "../../kernel/catalogue.ts";
import { isGlob } from "../tree/glob.ts";
import { type Patterns, patternsOf } from "../tree/patterns.ts";
import type { TreeFile } from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import { attempt } from "./attempt.ts";
import { linesOf } from "./lines.ts";
import type { Machine } from "./machine.ts";
import type { Event, Occurrence, Run, SetOccurrence } from "./run.ts";

export function runProcps(files: readonly TreeFile[], machine: Machine): Run {
  const lines = files.flatMap((file) => linesOf("procps", file).all.map((statement) => ({ file, statement, path: pathOf(statement.key) })));
  /** The first line for a path as it is spelled: that spelling alone keeps patterns away. */
  const named = new Map<string, Occurrence>();
  if (lines.some(({ path }) => isGlob(path))) for (const line of lines) if (!named.has(line.path)) named.set(line.path, line);
  const events: Event[] = [];
  const patterns = patternsOf(machine, false);
  for (const { file, statement, path } of lines) {
    if (statement.kind !== "set") continue;
    if (statement.placeholder === "key") machine.openAll();
    const at = { file, statement };
    if (isGlob(path)) for (const event of applyGlob(at, path, named, machine, patterns)) events.push(event);
    else events.push(write(at, path, machine));
  }
  return { events, ...patterns.left() };
}

/** What it puts behind "/proc/sys/": one more `-` is dropped, and only a `.` met first turns all separators round. */
function pathOf(key: string): string {
  const known = pathOfKey(key);
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
    return by ? { ...at, path, value: at.statement.value, result: "excluded", sure: true, by } : write(at, path, machine);
  });
}

function write(at: SetOccurrence, text: string, machine: Machine): Event {
  const { path, there } = walk(text, machine);
  // It wants a path below /proc/sys/, and says so of /proc/sys itself.
  if (there === "outside" || path === "") return { ...at, path, value: at.statement.value, result: "no-key", sure: true };
  return attempt(at, path, there, machine);
}
