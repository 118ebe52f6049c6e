// Holds the files that a kernel shows against the catalogue: which are there, which can be written, what they start with.
// Pure: it is given what was seen.
import { type Answer, keyAt, type TargetKey } from "../../src/core/kernel/at-target.ts";
import { allKeys, findKey, findVendor } from "../../src/core/kernel/catalogue.ts";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import type { BuildOptions } from "./running-kernel.ts";
import type { SysctlFile } from "./sysctl-file.ts";

export interface Seen {
  /** In the throwaway namespace. */
  readonly fresh: readonly SysctlFile[];
  /** In the namespace of the caller; it is the initial one where `isInitial` says so. */
  readonly outside: readonly SysctlFile[];
  readonly isInitial: boolean;
  readonly options: BuildOptions | undefined;
  /** Whether a module is loaded or built in. */
  readonly hasModule: (name: string) => boolean;
  /** Value of a module parameter of nf_conntrack, such as "Y". */
  readonly parameter: (name: string) => string | undefined;
}

export interface Checks {
  readonly passed: number;
  readonly failures: readonly string[];
  readonly skipped: readonly string[];
}

/** Containers read the machine's values and do not write them; 4.19.72 let them. */
const GLOBALS_PROTECTED_SINCE = version("5.4").release;

/** These two start as a parameter of the module says. */
const PARAMETERS: Readonly<Record<string, string>> = {
  "net/netfilter/nf_conntrack_acct": "acct",
  "net/netfilter/nf_conntrack_timestamp": "tstamp",
};

export function checkPresence(target: KernelTarget, seen: Seen): Checks {
  const tally = new Tally();
  const fresh = new Map(seen.fresh.map((file) => [file.path, file]));
  const outside = new Map(seen.outside.map((file) => [file.path, file]));
  for (const path of new Set([...fresh.keys(), ...outside.keys()])) known(path, target, tally);
  for (const fact of allKeys()) {
    const key = keyAt(fact, target);
    const here = fact.scope === "global" ? outside.get(fact.path) : fresh.get(fact.path);
    there(key, here, seen, tally);
    if (!here) continue;
    if (fact.scope !== "global" || seen.isInitial) mode(key.writable, here, tally);
    if (fact.scope === "global" && target.kernel.release >= GLOBALS_PROTECTED_SINCE) {
      tally.check(!fresh.get(fact.path)?.writable, `${fact.path} can be written outside the initial namespace`);
    }
    if (fact.scope === "namespace") start(key, here, seen, tally);
  }
  return tally;
}

class Tally implements Checks {
  passed = 0;
  readonly failures: string[] = [];
  readonly skipped: string[] = [];

  check(good: boolean, failure: string): void {
    if (good) this.passed++;
    else this.failures.push(failure);
  }
}

/** What is there is in the tables; net/netfilter has files of other subsystems too, which are nobody's business here. */
function known(path: string, target: KernelTarget, tally: Tally): void {
  const fact = findKey(path);
  if (fact) {
    const { present } = keyAt(fact, target);
    tally.check(present === "yes", `${path} is there, and the catalogue says ${present === "no" ? "it is not" : "it may be"}`);
  } else if (/\/nf_(conntrack|flowtable)/.test(path)) {
    const vendor = findVendor(path);
    if (vendor) tally.skipped.push(`${path}: a key of ${vendor.origin}`);
    else tally.check(false, `${path} is there, and the catalogue does not know it`);
  }
}

/** What the tables say must be there is there, as far as the build shows that it was asked for. */
function there({ fact, present }: TargetKey, here: SysctlFile | undefined, { isInitial, options, hasModule }: Seen, tally: Tally): void {
  if (present === "unknown" || here) return;
  if (present === "no") {
    tally.check(true, "");
    return;
  }
  const { module, option } = fact.needs;
  const built = options ? options.set.get(option) : undefined;
  if (fact.scope === "global" && !isInitial) tally.skipped.push(`${fact.path}: shown in the initial namespace only`);
  else if (options && built === undefined) tally.skipped.push(`${fact.path}: this kernel is built without ${option}`);
  else if (built === "m" && !hasModule(module)) tally.skipped.push(`${fact.path}: the module ${module} is not loaded`);
  else if (!options && option !== "CONFIG_NF_CONNTRACK")
    tally.skipped.push(`${fact.path}: it depends on ${option}, and the build options cannot be read`);
  else tally.check(false, `${fact.path} is not there, and the catalogue says it is`);
}

function mode(writable: Answer, here: SysctlFile, tally: Tally): void {
  tally.check(
    writable === (here.writable ? "yes" : "no"),
    `${here.path} is ${here.writable ? "writable" : "read-only"}, and the catalogue says otherwise`,
  );
}

/**
 * A new namespace starts from the values compiled into the kernel and from the module's parameters, never from what the
 * initial one has been set to (nf_conntrack_pernet_init and what it calls), so they can be compared.
 */
function start({ fact, defaults }: TargetKey, here: SysctlFile, { parameter }: Seen, tally: Tally): void {
  const name = PARAMETERS[fact.path];
  const given = name === undefined ? undefined : parameter(name);
  const expected = given === "Y" || given === "1" ? [1] : defaults;
  tally.check(
    expected.length === 1 && String(expected[0]) === String(here.value),
    `${fact.path} starts with ${here.value}, and the catalogue says ${expected.join(" or ")}`,
  );
}
