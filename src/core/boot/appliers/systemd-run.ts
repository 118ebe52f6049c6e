// systemd-sysctl 252: it collects the lines of all files first and writes each key once. Read in sysctl.c, measured.

import { usualKey } from "../../kernel/catalogue.ts";
import { isGlob } from "../tree/glob.ts";
import { type Patterns, patternsOf } from "../tree/patterns.ts";
import type { TreeFile } from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";
import { attempt } from "./attempt.ts";
import { linesOf } from "./lines.ts";
import type { Machine } from "./machine.ts";
import type { Event, Occurrence, Run, SetOccurrence } from "./run.ts";

/** Of all lines about one key, the one that counts so far. */
interface Option {
  readonly key: string;
  at: Occurrence;
  /** Without it, the line leaves the key alone. */
  sets: Unwritten | undefined;
  /** Lines that say the same as this one. */
  repeated: Unwritten[] | undefined;
  /** Where the line stands among those that count. */
  place: number;
}

/** What becomes of a line that another takes the place of, which is told then. */
type Unwritten = { -readonly [Field in keyof Event]: Event[Field] };

export function runSystemd(files: readonly TreeFile[], machine: Machine): Run {
  const events: Event[] = [];
  const options = collect(files, events);
  const patterns = patternsOf(machine, true);
  for (const option of [...options.values()].sort((a, b) => a.place - b.place)) {
    const { key, sets } = option;
    if (sets === undefined) continue;
    const { value, placeholder } = sets.statement;
    if (placeholder === "key") machine.openAll();
    const { repeated } = option;
    // Nearly every line: of one key, which no other names.
    if (!repeated && !isGlob(key)) {
      events.push(write(sets, key, machine));
      continue;
    }
    const written = isGlob(key) ? applyGlob(sets, key, options, machine, patterns) : [write(sets, key, machine)];
    for (const event of written) events.push(event);
    for (const at of repeated ?? []) {
      if (!patterns.follows(at, written.length)) continue;
      const { file, statement } = at;
      for (const { path } of written) events.push({ file, statement, path, value, result: "repeated", sure: true, by: sets });
    }
  }
  return { events, ...patterns.left() };
}

/** By key as it is kept: the last different text wins, and moves to its own place in the order. */
function collect(files: readonly TreeFile[], events: Event[]): ReadonlyMap<string, Option> {
  const options = new Map<string, Option>();
  let place = 0;
  for (const file of files) {
    for (const statement of linesOf("systemd", file).all) {
      const normal = normalise(statement.key);
      const known = options.get(normal);
      // One string for all lines about a key.
      const key = known?.key ?? normal;
      const sets = statement.kind === "set" ? unwritten({ file, statement }, key) : undefined;
      const at = sets ?? { file, statement };
      if (!known) options.set(key, { key, at, sets, repeated: undefined, place: place++ });
      else if (known.sets?.value !== sets?.value) {
        retire(known, at, events);
        Object.assign(known, { at, sets, repeated: undefined, place: place++ });
      } else if (sets) {
        known.repeated ??= [];
        known.repeated.push(sets);
      }
    }
  }
  return options;
}

function unwritten({ file, statement }: SetOccurrence, key: string): Unwritten {
  return { file, statement, path: isGlob(key) ? "" : key, value: statement.value, result: "replaced", sure: true, by: undefined };
}

function retire({ sets, repeated = [] }: Option, by: Occurrence, events: Event[]): void {
  if (!sets) return;
  for (const line of [sets, ...repeated]) {
    if (by.statement.kind !== "set") line.result = "cancelled";
    line.by = by;
    events.push(line);
  }
}

/** sysctl_normalize() and path_simplify(): one path for all spellings of a key. */
function normalise(key: string): string {
  const known = usualKey(key)?.path;
  if (known !== undefined) return known;
  const first = /[./]/.exec(key)?.[0];
  const swapped = first === "." ? key.replace(/[./]/g, (separator) => (separator === "." ? "/" : ".")) : key;
  if (swapped === "") return "";
  const simple = swapped
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  // A path of nothing but slashes keeps one, anything else of no parts becomes ".".
  return simple === "" ? (swapped.startsWith("/") ? "/" : ".") : simple;
}

function write({ file, statement }: SetOccurrence, key: string, machine: Machine): Event {
  const { value, placeholder } = statement;
  if (key.includes("..") && key.split("/").includes("..")) return { file, statement, path: key, value, sure: true, result: "no-key" };
  const { path, there } = walk(key, machine);
  if (there === "outside" || there === "folder") return { file, statement, path, value, sure: true, result: "no-key" };
  if (there === "file" && placeholder === undefined && value !== "" && machine.read(path) === value)
    return { file, statement, path, value, sure: true, result: "unchanged", now: value };
  return attempt({ file, statement }, path, there, machine);
}

/** An explicit line for a file, or an exclusion of it, keeps every pattern away, whatever the order. */
function applyGlob(
  at: SetOccurrence,
  pattern: string,
  options: ReadonlyMap<string, Option>,
  machine: Machine,
  patterns: Patterns,
): readonly Event[] {
  return patterns.matches(at, pattern).map(({ path }) => {
    const explicit = options.get(path);
    return explicit
      ? { ...at, path, value: at.statement.value, result: "excluded", sure: true, by: explicit.at }
      : write(at, path, machine);
  });
}
