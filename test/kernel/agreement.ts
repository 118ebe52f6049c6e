// Holds what a kernel did with a written text against the verdict on it. Pure; the replay of recorded results uses it too.
import { keyAt } from "../../src/core/kernel/at-target.ts";
import { findKey } from "../../src/core/kernel/catalogue.ts";
import { judge, type Verdict } from "../../src/core/kernel/judge.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";

/** Texts written to one file, each with the file and its neighbours brought back to the same values before. */
export interface Measured {
  readonly path: string;
  readonly before: bigint;
  /** Other keys that bound this one, and their values at that time. */
  readonly given: Readonly<Record<string, bigint>>;
  /** Each text and what came of it: "refused", or the value read back. */
  readonly writes: readonly (readonly [text: string, got: "refused" | bigint])[];
}

/** The recorded form: numbers as text, because some do not fit a JavaScript number; keys that gave the same results together. */
export interface Recorded {
  /** Each key, and its value before each write. */
  readonly before: Readonly<Record<string, string>>;
  readonly given?: Readonly<Record<string, string>>;
  readonly writes: readonly (readonly [text: string, got: string])[];
}

export interface Recording {
  readonly kernel: string;
  readonly arch: string;
  readonly hz: number;
  readonly keys: readonly Recorded[];
}

export interface Disagreement {
  readonly path: string;
  readonly text: string;
  readonly verdict: string;
  readonly kernel: string;
}

export interface Agreement {
  readonly accepted: number;
  readonly altered: number;
  readonly ignored: number;
  readonly refused: number;
  readonly disagreements: readonly Disagreement[];
}

export function compare(measured: Measured, target: KernelTarget): Agreement {
  const fact = findKey(measured.path);
  if (!fact) throw new Error(`not in the catalogue: ${measured.path}`);
  const key = keyAt(fact, target);
  const counts = { accepts: 0, alters: 0, ignores: 0, refuses: 0, unknown: 0 };
  const disagreements: Disagreement[] = [];
  for (const [text, got] of measured.writes) {
    const verdict = judge(key, text, target, (path) => measured.given[path]);
    counts[verdict.outcome]++;
    if (!agrees(verdict, got, measured.before)) {
      disagreements.push({
        path: measured.path,
        text,
        verdict: inWords(verdict),
        kernel: got === "refused" ? got : `took it, reads ${got}`,
      });
    }
  }
  return {
    accepted: counts.accepts,
    altered: counts.alters,
    ignored: counts.ignores,
    refused: counts.refuses,
    disagreements,
  };
}

/** "unknown" never agrees: a kernel that can be asked is not open to doubt. */
function agrees(verdict: Verdict, got: "refused" | bigint, before: bigint): boolean {
  switch (verdict.outcome) {
    case "refuses":
      return got === "refused";
    case "accepts":
    case "alters":
      return verdict.value !== undefined && got === verdict.value;
    case "ignores":
      return got === before;
    case "unknown":
      return false;
  }
}

function inWords({ outcome, value }: Verdict): string {
  return value === undefined ? outcome : `${outcome}, ${value}`;
}

export function toRecords(measured: readonly Measured[]): readonly Recorded[] {
  const groups = new Map<string, { readonly before: Record<string, string>; readonly rest: Omit<Recorded, "before"> }>();
  for (const { path, before, given, writes } of measured) {
    const bounds = Object.entries(given).map(([name, value]) => [name, String(value)] as const);
    const rest = {
      ...(bounds.length === 0 ? {} : { given: Object.fromEntries(bounds) }),
      writes: writes.map(([text, got]) => [text, String(got)] as const),
    };
    // One key can give the same results from several values: then it needs several groups.
    let same = JSON.stringify(rest);
    while (groups.get(same)?.before[path] !== undefined) same += "+";
    const group = groups.get(same) ?? { before: {}, rest };
    group.before[path] = String(before);
    groups.set(same, group);
  }
  return [...groups.values()].map(({ before, rest }) => ({ before, ...rest }));
}

export function fromRecords(records: readonly Recorded[]): readonly Measured[] {
  return records.flatMap(({ before, given, writes }) =>
    Object.entries(before).map(([path, value]) => ({
      path,
      before: BigInt(value),
      given: Object.fromEntries(Object.entries(given ?? {}).map(([name, bound]) => [name, BigInt(bound)])),
      writes: writes.map(([text, got]) => [text, got === "refused" ? got : BigInt(got)] as const),
    })),
  );
}
