// What a kernel has answered so far, boot by boot: kept in the cache until the program or the package changes.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AnswersHead } from "./answers.ts";

interface KeptBoot {
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  /** Of the boot on the host. */
  readonly seconds: number;
  /** What it printed, our lines alone. */
  readonly text: string;
}

export interface Kept {
  /** Stands for the experiments and the package. */
  readonly key: string;
  readonly head: Pick<AnswersHead, "hz" | "accelerator" | "options"> | null;
  readonly boots: Readonly<Record<string, KeptBoot>>;
}

function fileOf(root: string, name: string): string {
  return join(root, "answers", `${name}.json`);
}

/** Nothing where another program or another package was asked. */
export function readKept(root: string, name: string, key: string): Kept {
  const file = fileOf(root, name);
  const kept: Kept | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return kept?.key === key && kept.boots ? kept : { key, head: null, boots: {} };
}

export function writeKept(root: string, name: string, kept: Kept): void {
  const file = fileOf(root, name);
  mkdirSync(join(root, "answers"), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify(kept));
  renameSync(`${file}.part`, file);
}

/** Without what the kernel and the firmware say. */
export function ourLines(console: string): string {
  return console
    .split("\n")
    .filter((line) => line.includes("@@{"))
    .join("\n");
}
