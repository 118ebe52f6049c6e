// What this host tells of itself for a diagnosis: counters read twice, so that what is lost now is told from what was lost
// long ago, all namespaces, and what its files ask for.
import {
  type Configured,
  changesBetween,
  configuredSettings,
  type Evidence,
  type HostPort,
  namespacesSince,
} from "../core/diagnosis/index.ts";
import type { HostTrees } from "./host-trees.ts";

/** Milliseconds between the two. */
const APART = 1000;

/** Undefined on another system than Linux. */
export async function readHostEvidence(port: HostPort, trees: HostTrees): Promise<Evidence | undefined> {
  const before = port.host();
  if (!before) return undefined;
  const spaces = port.namespaces();
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, APART));
  const host = port.host() ?? before;
  const seconds = (performance.now() - start) / 1000;
  const changes = before.statistics && host.statistics ? changesBetween(before.statistics, host.statistics, seconds) : undefined;
  const later = spaces && port.namespaces();
  const namespaces = later && namespacesSince(spaces, later, seconds);
  return { host, statistics: host.statistics ?? undefined, changes, namespaces, configured: await configuredHere(trees) };
}

/** By the files of this machine; undefined where they are out of reach. */
export async function configuredHere(trees: HostTrees): Promise<Configured | undefined> {
  const machine = await trees.readMachine();
  return machine && configuredSettings(machine.configuration);
}

/** By the only configuration of the workspace; of several nobody knows which is meant. */
export function configuredInWorkspace(trees: HostTrees): Configured | undefined {
  const [only, ...others] = trees.all();
  return only && others.length === 0 ? configuredSettings(only.configuration) : undefined;
}
