// The values that the whole machine shares: which there are, and how to put them back. No opinion on when.
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import type { KeyFact } from "../../src/core/kernel/key-fact.ts";
import { netfilterFiles, readValue, type SysctlFile, writeOnce } from "./sysctl-file.ts";

export type Values = Readonly<Record<string, bigint>>;

/** Keys with one value for the machine that this namespace may write: some in the initial one, none in any other. */
export function writableGlobals(files: readonly SysctlFile[] = netfilterFiles()): readonly KeyFact[] {
  return allKeys().filter((fact) => fact.scope === "global" && files.some((file) => file.path === fact.path && file.writable));
}

export function readValues(facts: readonly KeyFact[]): Values {
  return Object.fromEntries(facts.map(({ path }) => [path, readValue(path)]));
}

/** Puts every value back, and returns the paths that would not go. Never throws: a last resort must try them all. */
export function restore(originals: Values): readonly string[] {
  return Object.entries(originals).flatMap(([path, value]) => (isRestored(path, value) ? [] : [path]));
}

function isRestored(path: string, value: bigint): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      if (readValue(path) === value) return true;
      writeOnce(path, String(value));
    } catch {
      // Once more, and then it is reported.
    }
  }
  try {
    return readValue(path) === value;
  } catch {
    return false;
  }
}
