// Which network namespace a process is in, by the link that the kernel shows.
import { readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Roots } from "./roots.ts";

/** The inode; null where it cannot be told: as a rule the right is missing. `process` is a number or "self". */
export function namespaceOf({ proc }: Roots, process: string): string | null {
  try {
    return /^net:\[(\d{1,20})\]$/.exec(readlinkSync(join(proc, process, "ns/net")))?.[1] ?? null;
  } catch {
    return null;
  }
}
