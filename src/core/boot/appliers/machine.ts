// The files below /proc/sys of a target, as a program meets them: what is there, what a write does, what is in force then.
import { keyAt } from "../../kernel/at-target.ts";
import { allKeys, findKey, findLegacy, findVendor } from "../../kernel/catalogue.ts";
import { defaultOf } from "../../kernel/default-value.ts";
import { judge, type Verdict } from "../../kernel/judge.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { possibleAt } from "../../kernel/timeline.ts";
import { variableOf } from "../../kernel/variable.ts";
import { compareBytes } from "../../text/bytes.ts";
import type { SetStatement } from "./statement.ts";

/** "unknown": none of the keys we know; it may be there and take what is written. */
export type There = "file" | "read-only" | "folder" | "missing" | "unknown";

interface WriteResult {
  readonly outcome: "taken" | "refused" | "ignored";
  /** What reading the file gives afterwards, where that is known. */
  readonly now: string | undefined;
  /** False where the target's possible builds disagree, or the key is none of ours. */
  readonly sure: boolean;
  /** For keys we know. */
  readonly verdict?: Verdict;
}

export interface Machine {
  /** What a path below /proc/sys is; "" is /proc/sys itself. */
  readonly look: (path: string) => There;
  /** Names in a folder, as far as they are known, in byte order. */
  readonly children: (folder: string) => readonly string[];
  /** What reading a file gives, where that is known. */
  readonly read: (path: string) => string | undefined;
  /** The number that it gives, where that is known. */
  readonly current: (path: string) => bigint | undefined;
  /** Whether what it gives is left open: by a placeholder of a template, or because nobody knows what the kernel made of a text. */
  readonly isOpen: (path: string) => boolean;
  /** For a key that a template will fill in: it may turn out to be any. */
  readonly openAll: () => void;
  /** Writes to what `look` calls a file or unknown. */
  readonly write: (path: string, statement: Pick<SetStatement, "value" | "placeholder">) => WriteResult;
}

/** Values that differ from the kernel's defaults when the program starts, by path. */
export type InitialValues = ReadonlyMap<string, bigint>;

export interface MachineParts {
  readonly target: KernelTarget;
  readonly initial?: InitialValues;
  /** What is there, where a listing of a real machine tells; without it, what the target's kernel has. */
  readonly listing?: Pick<Machine, "look" | "children">;
  /** The files are templates yet to be filled in; without it, a placeholder is a text like any other. */
  readonly templates?: boolean;
}

/** What a variable holds: a number, a text that is none to us, or something that nobody knows. */
type Held = bigint | string | typeof OPEN;

const OPEN = Symbol("open");

export function createMachine({ target, initial, listing, templates = false }: MachineParts): Machine {
  /** Values written so far, by the path that the variable is kept under. */
  const values = new Map<string, Held>();
  for (const [path, value] of initial ?? []) values.set(variableOf(path), value);
  let allOpen = false;
  const held = (path: string): Held | undefined => {
    const variable = variableOf(path);
    const value = values.get(variable);
    if (value !== undefined) return value;
    if (allOpen) return OPEN;
    return defaultNumber(variable, target);
  };
  const current = (path: string): bigint | undefined => {
    const value = held(path);
    return typeof value === "bigint" ? value : undefined;
  };
  return {
    ...(listing ?? targetListing(target)),
    current,
    read: (path) => {
      const variable = variableOf(path);
      const value = values.get(variable);
      if (value === undefined && !allOpen) return defaultText(variable, target);
      return value === undefined || value === OPEN ? undefined : String(value);
    },
    isOpen: (path) => {
      const value = held(path);
      return value === OPEN || typeof value === "string";
    },
    openAll: () => {
      if (!templates) return;
      values.clear();
      allOpen = true;
    },
    write: (path, { value: text, placeholder }) => {
      const variable = variableOf(path);
      if (templates && placeholder !== undefined) {
        values.set(variable, OPEN);
        return { outcome: "taken", now: undefined, sure: false };
      }
      const fact = findKey(variable);
      if (!fact) {
        values.set(variable, text);
        return { outcome: "taken", now: text, sure: false };
      }
      const key = keyAt(fact, target);
      // Whether the files are a host's or a container's is not known, so neither is the initial namespace's value.
      const verdict = judge(key, text, target, (other, where) => (where === "initial" ? undefined : current(other)));
      if (verdict.outcome === "refuses" || verdict.outcome === "ignores") {
        const before = current(path);
        const outcome = verdict.outcome === "refuses" ? "refused" : "ignored";
        return { outcome, now: before === undefined ? undefined : String(before), sure: true, verdict };
      }
      const sure = verdict.outcome !== "unknown" && key.present === "yes";
      const value = verdict.value;
      values.set(variable, value ?? text);
      const now = value === undefined ? text : String(verdict.shown ?? value);
      // One string for both, where it is.
      return { outcome: "taken", now: now === text ? text : now, sure, verdict };
    },
  };
}

const defaults = new WeakMap<KernelTarget, Map<string, bigint | undefined>>();

/** As defaultOf; kept by target, since every line of every file asks. */
function defaultNumber(variable: string, target: KernelTarget): bigint | undefined {
  let known = defaults.get(target);
  if (!known) {
    known = new Map();
    defaults.set(target, known);
  }
  if (!known.has(variable) && findKey(variable)) {
    const value = defaultOf(variable, target);
    known.set(variable, value === undefined ? undefined : BigInt(value));
  }
  return known.get(variable);
}

const texts = new WeakMap<KernelTarget, Map<string, string>>();

/** As reading the file gives it. */
function defaultText(variable: string, target: KernelTarget): string | undefined {
  let known = texts.get(target);
  if (!known) {
    known = new Map();
    texts.set(target, known);
  }
  const before = known.get(variable);
  if (before !== undefined) return before;
  const text = defaultNumber(variable, target)?.toString();
  if (text !== undefined) known.set(variable, text);
  return text;
}

const listings = new WeakMap<KernelTarget, Pick<Machine, "look" | "children">>();

/** What the target's kernel has, in its initial namespace, with connection tracking loaded. */
function targetListing(target: KernelTarget): Pick<Machine, "look" | "children"> {
  const cached = listings.get(target);
  if (cached) return cached;
  let folders: ReadonlyMap<string, readonly string[]> | undefined;
  const listing = {
    look: (path: string): There => {
      if (findKey(path)) return lookUp(path, target);
      folders ??= foldersOf(target);
      return folders.has(path) || OTHER_FOLDERS.has(path) ? "folder" : lookUp(path, target);
    },
    children: (folder: string) => {
      folders ??= foldersOf(target);
      return folders.get(folder) ?? [];
    },
  };
  listings.set(target, listing);
  return listing;
}

/** The names in each folder, in byte order. */
function foldersOf(target: KernelTarget): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, Set<string>>([["", new Set()]]);
  const there = allKeys().filter((fact) => keyAt(fact, target).present !== "no");
  for (const path of [...there.map((fact) => fact.path), TCP_KEEPALIVE_TIME]) {
    const parts = path.split("/");
    for (let depth = 0; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join("/");
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(parts[depth] ?? ""));
    }
  }
  return new Map([...folders].map(([folder, names]) => [folder, [...names].sort(compareBytes)]));
}

/** Folders of every Linux that hold no key of ours. */
const OTHER_FOLDERS: ReadonlySet<string> = new Set([
  "kernel",
  "fs",
  "vm",
  "dev",
  "debug",
  "user",
  "abi",
  "net/core",
  "net/ipv4",
  "net/ipv6",
]);

function lookUp(path: string, target: KernelTarget): There {
  const fact = findKey(path);
  if (fact) {
    const { present, writable } = keyAt(fact, target);
    if (present === "no") return "missing";
    return writable === "no" ? "read-only" : "file";
  }
  const legacy = findLegacy(path);
  if (legacy) return possibleAt(legacy.present, target.kernel).some((present) => present) ? "file" : "missing";
  // Something below a file.
  if (allKeys().some((key) => path.startsWith(`${key.path}/`))) return "missing";
  if (!looksLikeConntrack(path) || target.kernel.backporting || findVendor(path)) return "unknown";
  return "missing";
}
