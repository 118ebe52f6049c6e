// --proc: which host's files to read.
import { looksLikeProc, type Roots, rootsOf } from "../linux/index.ts";
import type { Input, OptionSpec } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export const PROC: OptionSpec = { name: "proc", value: "DIR", help: "the /proc of a host, or a copy of it" };

/** Those of the running host where the option is not given. Throws UsageError. */
export function readRoots(input: Input): Roots {
  const folder = input.value(PROC.name) ?? "/proc";
  const roots = rootsOf(folder);
  if (!looksLikeProc(roots)) throw new UsageError(`--proc ${quoted(folder)} is not a Linux /proc`);
  return roots;
}
