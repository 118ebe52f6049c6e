// The recordings as a file: one line for each list of texts, set of outcomes, and field of a kernel.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chain, type Json, unchain } from "./compact.ts";
import type { KernelRecord, Outcomes, Recordings } from "./record.ts";

/** From the root of the project. */
export const RECORDINGS_FILE = "test/fixtures/kernels/recordings.json";
const FILE = new URL(`../../../${RECORDINGS_FILE}`, import.meta.url);

type Group = { readonly [name: string]: Json };

interface Stored {
  readonly texts: readonly (readonly string[])[];
  readonly outcomes: readonly Outcomes[];
  readonly kernels: readonly Group[];
}

export function readRecordings(): Recordings {
  if (!existsSync(FILE)) return { texts: [], outcomes: [], kernels: [] };
  const { texts, outcomes, kernels }: Stored = JSON.parse(readFileSync(FILE, "utf8"));
  return { texts, outcomes, kernels: unchain(kernels) as unknown as readonly KernelRecord[] };
}

export function writeRecordings(recordings: Recordings): void {
  mkdirSync(new URL(".", FILE), { recursive: true });
  writeFileSync(FILE, recordingsText(recordings));
}

export function recordingsText({ texts, outcomes, kernels }: Recordings): string {
  const changes = chain(kernels as unknown as readonly Group[]);
  return `{"texts": ${lines(texts)},\n"outcomes": ${lines(outcomes)},\n"kernels": [\n${changes.map(fields).join(",\n")}\n]}\n`;
}

function lines(values: readonly unknown[]): string {
  return `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
}

function fields(one: object): string {
  const named = Object.entries(one).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${named.join(",\n")}\n}`;
}
