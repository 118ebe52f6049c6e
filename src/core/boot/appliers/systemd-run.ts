// systemd-sysctl 252: it collects the lines of all files first and writes each key once. Read in sysctl.c, measured.

import { isGlob } from "../tree/glob.ts";
import type { TreeFile } from "../tree/tree.ts";
import { matches, walk } from "../tree/walk.ts";
import { attempt } from "./attempt.ts";
import { linesOf } from "./lines.ts";
import type { Machine } from "./machine.ts";
import type { Event, Occurrence, Run } from "./run.ts";

interface Option {
  readonly at: Occurrence;
  readonly key: string;
  /** Undefined for an exclusion. */
  readonly value: string | undefined;
  /** Lines that say the same as this one. */
  readonly repeated: Occurrence[];
}

export function runSystemd(files: readonly TreeFile[], machine: Machine): Run {
  const events: Event[] = [];
  const options = collect(files, events);
  for (const option of options.values()) {
    if (option.value === undefined) continue;
    const written = isGlob(option.key) ? applyGlob(option, options, machine) : [write(option, option.key, machine)];
    events.push(...written);
    for (const at of option.repeated) {
      for (const { path } of written) events.push({ ...at, path, value: option.value, result: "repeated", sure: true, by: option.at });
    }
  }
  return { events };
}

/** By key as it is kept: the last different text wins, and moves to its own place in the order. */
function collect(files: readonly TreeFile[], events: Event[]): ReadonlyMap<string, Option> {
  const options = new Map<string, Option>();
  for (const file of files) {
    for (const statement of linesOf("systemd", file).all) {
      const at = { file, statement };
      const key = normalise(statement.key);
      const value = statement.kind === "set" ? statement.value : undefined;
      const known = options.get(key);
      if (known) {
        if (known.value === value) {
          known.repeated.push(at);
          continue;
        }
        options.delete(key);
        retire(known, at, value === undefined, events);
      }
      options.set(key, { at, key, value, repeated: [] });
    }
  }
  return options;
}

function retire(option: Option, by: Occurrence, cancelled: boolean, events: Event[]): void {
  if (option.value === undefined) return;
  const result = cancelled ? "cancelled" : "replaced";
  const path = isGlob(option.key) ? "" : option.key;
  for (const at of [option.at, ...option.repeated]) events.push({ ...at, path, value: option.value, result, sure: true, by });
}

/** sysctl_normalize() and path_simplify(): one path for all spellings of a key. */
function normalise(key: string): string {
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

function write({ at, value = "" }: Option, key: string, machine: Machine): Event {
  const base = { ...at, path: key, value, sure: true };
  if (key.split("/").includes("..")) return { ...base, result: "no-key" };
  const { path, there } = walk(key, machine);
  if (there === "outside" || there === "folder") return { ...base, path, result: "no-key" };
  if (there === "file" && machine.read(path) === value && value !== "") return { ...base, path, result: "unchanged", now: value };
  return attempt(at, path, there, value, machine);
}

/** An explicit line for a file, or an exclusion of it, keeps every pattern away, whatever the order. */
function applyGlob(option: Option, options: ReadonlyMap<string, Option>, machine: Machine): readonly Event[] {
  return matches(option.key, machine, true).map(({ path }) => {
    const explicit = options.get(path);
    return explicit
      ? { ...option.at, path, value: option.value ?? "", result: "excluded", sure: true, by: explicit.at }
      : write(option, path, machine);
  });
}
