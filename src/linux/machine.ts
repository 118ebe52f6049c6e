// What of a host's hardware decides how its kernel cuts memory: CPUs and pages.
import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import { type Roots, RUNNING_HOST, readSmall, textOr } from "./roots.ts";

/** CPUs that may ever be there, by which the kernel cuts slabs; without /sys those that are online. */
export function readCpus({ proc, sys }: Roots): number | null {
  const possible = sys === undefined ? undefined : textOr(readSmall(sys, "devices/system/cpu/possible"));
  return countOf(possible?.trim() ?? "") ?? textOr(readSmall(proc, "stat"))?.match(/^cpu\d+ /gm)?.length ?? null;
}

/** "0-7", "0,2-3"; null for anything else. */
function countOf(list: string): number | null {
  let count = 0;
  for (const part of list.split(",")) {
    const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
    if (first === "" || Number(last) < Number(first)) return null;
    count += Number(last) - Number(first) + 1;
  }
  return count;
}

/** AT_PAGESZ of the auxiliary vector: what the kernel tells every process. Pairs of words, name and value. */
export function readPageSize(roots: Roots): number | null {
  if (roots !== RUNNING_HOST) return null;
  try {
    const vector = readFileSync("/proc/self/auxv");
    const wide = !["arm", "ia32", "mips", "mipsel"].includes(process.arch);
    const little = endianness() === "LE";
    const read = (at: number): number => {
      if (!wide) return little ? vector.readUInt32LE(at) : vector.readUInt32BE(at);
      return Number(little ? vector.readBigUInt64LE(at) : vector.readBigUInt64BE(at));
    };
    const word = wide ? 8 : 4;
    for (let at = 0; at + 2 * word <= vector.length; at += 2 * word) if (read(at) === AT_PAGESZ) return read(at + word);
    return null;
  } catch {
    return null;
  }
}

const AT_PAGESZ = 6;
