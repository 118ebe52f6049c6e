// The processes that a /proc shows.
import { readdirSync } from "node:fs";
import type { Roots } from "./roots.ts";

/** In the order of their numbers: the first of a namespace is as a rule the one that all others come from. */
export function processesOf({ proc }: Roots): readonly number[] {
  return readdirSync(proc)
    .filter((name) => /^[1-9]\d{0,9}$/.test(name))
    .map(Number)
    .sort((one, other) => one - other);
}
