// Our account of a run against what was observed: the same writes in the same order, byte for byte, and the same values
// in the end.

import { createMachine, type There } from "../../src/core/boot/appliers/machine.ts";
import { isWrite } from "../../src/core/boot/appliers/run.ts";
import { runPlan } from "../../src/core/boot/outcome.ts";
import { memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { planBoot, planFiles } from "../../src/core/boot/tree/plan.ts";
import { readTree } from "../../src/core/boot/tree/tree.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import type { Applier } from "../../src/core/sysctl/applier.ts";
import { compareBytes, utf8 } from "../../src/core/text/bytes.ts";
import type { ProgramRun, TreeSpec } from "./tree-spec.ts";

export interface ListedFile {
  /** Below /proc/sys. */
  readonly path: string;
  readonly there: "file" | "read-only" | "folder";
}

/** Path in the root of the program, bytes as one character each, whether the kernel took them. */
export type SeenWrite = readonly [path: string, bytes: string, taken: boolean];

export interface ObservedRun {
  readonly writes: readonly SeenWrite[];
  /** Keys that differ from before. */
  readonly values: Readonly<Record<string, string>>;
}

/** What the programs had to do with. */
export interface Setting {
  readonly listing: readonly ListedFile[];
  readonly initial: Readonly<Record<string, string>>;
}

export interface Observation extends Setting {
  readonly programs: Readonly<Partial<Record<Applier, string>>>;
  readonly missing: readonly string[];
  readonly hz?: number;
  /** By tree and run. */
  readonly runs: Readonly<Record<string, Readonly<Record<string, ObservedRun>>>>;
}

/** What the core says that a run writes. Bytes outside of /proc/sys are nobody's setting and left out on both sides. */
export async function predict(tree: TreeSpec, run: ProgramRun, setting: Setting, target: KernelTarget): Promise<ObservedRun> {
  const read = await readTree(memoryPort(tree.files));
  const plan = run.files ? planFiles(read, run.program, run.files) : planBoot(read, { applier: run.program });
  const initial = new Map(Object.entries(setting.initial).map(([path, value]) => [path, BigInt(value)]));
  const machine = createMachine({ target, initial, listing: listingOf(setting.listing) });
  const events = runPlan(plan, machine).flatMap((one) => one.events);
  const feed = run.program === "busybox" ? "" : "\n";
  const writes = events
    .filter(isWrite)
    .map(({ path, value, result }): SeenWrite => [`/proc/sys/${path}`, latin1(value + feed), result !== "refused"]);
  const changed = Object.entries(setting.initial).flatMap(([path, before]) => {
    const now = machine.read(path);
    return now === undefined || now === before ? [] : [[path, now] as const];
  });
  return { writes, values: Object.fromEntries(changed) };
}

export function inSettings({ writes, values }: ObservedRun): ObservedRun {
  return { writes: writes.filter(([path]) => path.startsWith("/proc/sys/")), values };
}

function latin1(text: string): string {
  return utf8(text)
    .map((byte) => String.fromCharCode(byte))
    .join("");
}

function listingOf(files: readonly ListedFile[]) {
  const there = new Map<string, There>([["", "folder"], ...files.map(({ path, there }) => [path, there] as const)]);
  const children = new Map<string, string[]>();
  for (const path of there.keys()) {
    if (path === "") continue;
    const slash = path.lastIndexOf("/");
    const folder = slash < 0 ? "" : path.slice(0, slash);
    children.set(folder, [...(children.get(folder) ?? []), path.slice(slash + 1)]);
  }
  for (const names of children.values()) names.sort(compareBytes);
  return { look: (path: string): There => there.get(path) ?? "missing", children: (folder: string) => children.get(folder) ?? [] };
}
