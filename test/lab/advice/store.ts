// What was staged: results in one file, and what was diagnosed in one packed text each.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Check } from "../../kernel/tables.ts";
import type { OccupancyRuns } from "./occupancy.ts";
import { type AdviceResult, shortfall } from "./result.ts";
import { SITUATIONS } from "./situations.ts";

const FOLDER = new URL("../../fixtures/advice/", import.meta.url);

function evidenceFile({ kernel, situation }: Pick<AdviceResult, "kernel" | "situation">): URL {
  return new URL(`${kernel}-${situation}.txt.gz`, FOLDER);
}

export function readResults(): readonly AdviceResult[] {
  const file = new URL("results.json", FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

export function readEvidence(result: AdviceResult): string {
  return gunzipSync(readFileSync(evidenceFile(result))).toString("utf8");
}

interface OccupancyRecord {
  readonly release: string;
  readonly date: string;
  readonly runs: OccupancyRuns;
  /** As they came out then, for docs/verification.md. */
  readonly checks: readonly Check[];
}

/** By the lab's name of the kernel. */
type OccupancyRecords = Readonly<Record<string, OccupancyRecord>>;

export function readOccupancy(): OccupancyRecords {
  const file = new URL("occupancy.json", FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

export function writeOccupancy(records: OccupancyRecords): void {
  mkdirSync(FOLDER, { recursive: true });
  const lines = Object.entries(records).map(([name, record]) => `${JSON.stringify(name)}: ${JSON.stringify(record)}`);
  writeFileSync(new URL("occupancy.json", FOLDER), `{\n${lines.join(",\n")}\n}\n`);
}

/** In place of an older result of the same kernel and situation. */
export function writeResult(result: AdviceResult, evidence: string): void {
  mkdirSync(FOLDER, { recursive: true });
  const others = readResults().filter(({ kernel, situation }) => kernel !== result.kernel || situation !== result.situation);
  const place = ({ kernel, situation }: AdviceResult): string =>
    `${kernel} ${String(SITUATIONS.findIndex(({ name }) => name === situation)).padStart(3, "0")}`;
  const situation = SITUATIONS.find(({ name }) => name === result.situation);
  const judged = { ...result, holds: situation !== undefined && shortfall(result, situation) === undefined };
  const all = [...others, judged].toSorted((one, other) => place(one).localeCompare(place(other), "en", { numeric: true }));
  writeFileSync(new URL("results.json", FOLDER), `[\n${all.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
  writeFileSync(evidenceFile(result), gzipSync(evidence, { level: 9 }));
}
