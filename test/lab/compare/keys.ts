// Which keys are there, which can be written, and what they begin with. Pure.
import { type Answer, keyAt, type TargetKey } from "../../../src/core/kernel/at-target.ts";
import { allKeys, findKey } from "../../../src/core/kernel/catalogue.ts";
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import type { KernelRecord } from "../recordings/record.ts";
import { Tallying } from "./tally.ts";
import { isWritable } from "./verdicts.ts";

/** Names that are ours to know; net/netfilter has files of other subsystems too. */
const OURS = /\/nf_(conntrack|flowtable|hooks)/;

export function compareKeys(record: KernelRecord, target: KernelTarget): Tallying {
  const tally = new Tallying();
  for (const path of Object.keys(record.initial))
    if (OURS.test(path) && !findKey(path)) tally.check(false, path, "no key we know", "there");
  for (const fact of allKeys()) {
    const key = keyAt(fact, target);
    comparePresence(key, record, tally);
    const here = record.initial[fact.path];
    if (!here) continue;
    answer(key.writable, isWritable(here), `${fact.path} can be written`, tally);
    compareChild(key, record, tally);
  }
  return tally;
}

function comparePresence({ fact, present }: TargetKey, record: KernelRecord, tally: Tallying): void {
  const isThere = fact.path in record.initial;
  const built = record.options[fact.needs.option.replace(/^CONFIG_/, "")];
  const isKnownBuild = Object.keys(record.options).length > 0;
  // A key that this build was not asked for says nothing of the kernel.
  if (!isThere && present !== "no" && isKnownBuild && built === undefined) return;
  answer(present, isThere, `${fact.path} is there`, tally);
}

function compareChild({ fact, defaults }: TargetKey, record: KernelRecord, tally: Tallying): void {
  const child = record.child[fact.path];
  if (fact.scope === "global") {
    if (child) tally.check(!isWritable(child), `${fact.path} in a container`, "read-only", child.mode);
    return;
  }
  tally.check(child !== undefined, `${fact.path} in a fresh namespace`, "there", "not there");
  if (!child || defaults.includes("computed")) return;
  if (defaults.length > 1) tally.leaveOpen(`${fact.path} begins with`, child.value);
  else tally.same(`${fact.path} begins with`, defaults[0], child.value);
}

function answer(ours: Answer, kernel: boolean, what: string, tally: Tallying): void {
  if (ours === "unknown") tally.leaveOpen(what, kernel ? "yes" : "no");
  else tally.same(what, ours, kernel ? "yes" : "no");
}
