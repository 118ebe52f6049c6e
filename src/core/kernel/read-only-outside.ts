// Keys of the whole machine, and whether a namespace beside the initial one may write them.
import type { KeyFact } from "./key-fact.ts";
import type { KernelTarget } from "./target.ts";
import { possibleAt, type Timeline } from "./timeline.ts";

/**
 * Commit 2671fa4dc010 (April 2021, 5.13) made the machine's keys read-only outside the initial namespace: in 5.4.124, not
 * in 4.19.72, where a privileged container changes them for all.
 */
const READ_ONLY: Timeline<boolean> = {
  first: false,
  changes: [{ after: "5.12", by: "5.13", to: true }],
  backports: [
    { branch: "4.19", after: 72, to: true },
    { branch: "5.4", after: -1, by: 124, to: true },
    { branch: "5.10", after: -1, to: true },
    { branch: "5.11", after: -1, to: true },
    { branch: "5.12", after: -1, to: true },
  ],
};

export const READ_ONLY_OUTSIDE_SOURCE =
  "commit 2671fa4dc010, read in nf_conntrack_standalone.c of 5.4.124 and 6.18.2; not in 4.19.72; measured on 6.18.44";

/** Whether the write is refused there; undefined where the target leaves it open. */
export function isReadOnlyOutside({ path }: KeyFact, { kernel }: KernelTarget): boolean | undefined {
  // No file of that name outside the initial namespace, in any kernel.
  if (path === "net/nf_conntrack_max") return true;
  const [only, ...others] = new Set(possibleAt(READ_ONLY, kernel));
  return others.length > 0 ? undefined : only;
}
