// The recordings as files: test/fixtures/kernels/recordings.json, one line for each list of texts, set of outcomes, field.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chain, type Json, unchain } from "./compact.ts";
import type { KernelRecord, Outcomes, Recordings } from "./record.ts";

const FOLDER = new URL("../../fixtures/kernels/", import.meta.url);
const FILE = new URL("recordings.json", FOLDER);

interface Stored {
  readonly texts: readonly (readonly string[])[];
  readonly outcomes: readonly Outcomes[];
  readonly kernels: readonly { readonly [name: string]: Json }[];
}

export function readRecordings(): Recordings {
  if (!existsSync(FILE)) return { texts: [], outcomes: [], kernels: [] };
  const { texts, outcomes, kernels }: Stored = JSON.parse(readFileSync(FILE, "utf8"));
  return { texts, outcomes, kernels: unchain(kernels) as unknown as readonly KernelRecord[] };
}

export function writeRecordings({ texts, outcomes, kernels }: Recordings): void {
  const changes = chain(kernels as unknown as readonly { readonly [name: string]: Json }[]);
  const lines = (values: readonly unknown[]): string => `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
  const fields = (one: object): string =>
    `{\n${Object.entries(one)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(",\n")}\n}`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(
    FILE,
    `{"texts": ${lines(texts)},\n"outcomes": ${lines(outcomes)},\n"kernels": [\n${changes.map(fields).join(",\n")}\n]}\n`,
  );
}
