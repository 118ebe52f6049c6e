// Which host it is, and since when it runs: what two readings are told to be of one host by.
import type { HostIdentity } from "../core/diagnosis/index.ts";
import { type Roots, readSmall, textOr } from "./roots.ts";

/** A copy of /proc does not say when it was made. */
export function readIdentity({ proc, sys }: Roots): HostIdentity {
  const read = (...path: readonly string[]): string | null => textOr(readSmall(proc, ...path))?.trim() || null;
  const uptime = /^(\d{1,12}(?:\.\d{1,6})?) /.exec(`${read("uptime") ?? ""} `)?.[1];
  return {
    at: sys === undefined ? null : new Date().toISOString(),
    name: read("sys/kernel/hostname"),
    boot: read("sys/kernel/random/boot_id"),
    uptime: uptime === undefined ? null : Number(uptime),
  };
}
