// Verdicts against what the kernel did with each text, in the initial namespace and in a fresh one. Pure.
import { keyAt, type TargetKey } from "../../../src/core/kernel/at-target.ts";
import { findKey } from "../../../src/core/kernel/catalogue.ts";
import { type CurrentValue, judge, type Verdict } from "../../../src/core/kernel/judge.ts";
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import { type KernelRecord, type KeyRecord, type Recordings, unpackOutcomes, type Wrote } from "../recordings/record.ts";
import { Tallying } from "./tally.ts";

export function compareVerdicts(recordings: Recordings, record: KernelRecord, target: KernelTarget): Tallying {
  const tally = new Tallying();
  for (const where of ["initial", "child"] as const) {
    for (const [path, key] of Object.entries(record[where])) {
      const fact = findKey(path);
      if (!fact || key.outcomes === undefined || !isWritable(key)) continue;
      const writes = unpackOutcomes(recordings, key.outcomes);
      const current: CurrentValue = (other, whose) => startOf(record[whose ?? where][other]);
      compareKey(keyAt(fact, target), key, writes, target, current, tally, where);
    }
  }
  return tally;
}

const BUCKETS = /\/nf_conntrack_buckets$/;
/** The first number of buckets whose table does not fit a machine of 2 GiB. */
const TOO_LARGE = 268_434_945;

/** What a kernel makes of so many buckets shows on a machine that has the memory for them: KernelRecord.large. */
export function isMemoryBound(path: string, text: string): boolean {
  return BUCKETS.test(path) && /^\d+$/.test(text) && Number(text) >= TOO_LARGE && Number(text) < 2 ** 31;
}

export function isWritable({ mode }: Pick<KeyRecord, "mode">): boolean {
  return mode[1] === "6" || mode[1] === "2";
}

function startOf(key: KeyRecord | undefined): bigint | undefined {
  return key === undefined ? undefined : BigInt(key.value);
}

function compareKey(
  key: TargetKey,
  { value }: KeyRecord,
  writes: readonly Wrote[],
  target: KernelTarget,
  current: CurrentValue,
  tally: Tallying,
  where: string,
): void {
  for (const [text, got] of writes) {
    if (isMemoryBound(key.fact.path, text)) continue;
    const what = `${where} ${key.fact.path} = ${JSON.stringify(text)}`;
    const verdict = judge(key, text, target, current);
    if (verdict.outcome === "unknown") tally.leaveOpen(what, got);
    else tally.check(agrees(verdict, got, BigInt(value)), what, inWords(verdict), got);
  }
}

function agrees({ outcome, value }: Verdict, got: "refused" | bigint, before: bigint): boolean {
  if (outcome === "refuses") return got === "refused";
  if (outcome === "ignores") return got === before;
  return value !== undefined && got === value;
}

function inWords({ outcome, value }: Verdict): string {
  return value === undefined ? outcome : `${outcome}, ${value}`;
}
