// The files of the host that a diagnosis is about: those of --root, or of the running host where that is read.
import { effective, readTree } from "../core/boot/index.ts";
import { type Configured, configuredSettings, type Evidence, hostTarget } from "../core/diagnosis/index.ts";
import { DEFAULT_TARGET } from "../core/language/index.ts";
import { MACHINE_ROOT, type Roots, rootPort } from "../linux/index.ts";
import { kubeProxyReader } from "./embedded.ts";
import type { Input } from "./options.ts";
import { ROOT, readRoot } from "./read-root.ts";

/** Undefined where no files are at hand, or the texts seem to be from another host. Throws UsageError. */
export async function configuredFor(evidence: Evidence, roots: Roots | undefined, input: Input): Promise<Configured | undefined> {
  const { host, machine, foreign = [] } = evidence;
  const target = hostTarget(host ?? (machine && { ...machine, hz: null })) ?? DEFAULT_TARGET;
  const root = input.value(ROOT.name);
  if (root !== undefined) return configuredSettings(await readRoot(root, input, target));
  if (roots?.sys === undefined || MACHINE_ROOT === undefined || foreign.length > 0) return undefined;
  const tree = await readTree(await rootPort(MACHINE_ROOT));
  return configuredSettings(effective(tree, { target, applier: "auto", ...(await kubeProxyReader(tree)) }));
}
