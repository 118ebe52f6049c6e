// The kernel's counters of the table: what a reading every second takes.
import { readStatistics, type Statistics } from "../core/diagnosis/index.ts";
import { type Roots, readSmall, textOr } from "./roots.ts";

export const STATISTICS = ["net/stat/nf_conntrack", "net/stat/ip_conntrack"] as const;

export function readCounters({ proc }: Roots): Statistics | null {
  for (const path of STATISTICS) {
    const text = textOr(readSmall(proc, path));
    const statistics = text === undefined ? undefined : readStatistics(text);
    if (statistics) return statistics;
  }
  return null;
}
