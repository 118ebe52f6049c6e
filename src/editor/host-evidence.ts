// What this host tells of itself for a diagnosis: counters read twice, so that what is lost now is told from what was lost
// long ago, all namespaces, what its files ask for, and of a host in trouble its table, with who is behind it.
import {
  type Configured,
  changesBetween,
  configuredSettings,
  type Evidence,
  type HostPort,
  isInTrouble,
  namespacesSince,
  ownerQuestion,
} from "../core/diagnosis/index.ts";
import { readHostTable } from "./host-table.ts";
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
  const evidence = { host, statistics: host.statistics ?? undefined, changes, namespaces, configured: await configuredHere(trees) };
  return isInTrouble(evidence) ? { ...evidence, ...(await tableOf(port)) } : evidence;
}

/** Reading it costs kernel time, so a healthy host's is left alone. None where only root may. */
async function tableOf(port: HostPort): Promise<Pick<Evidence, "table" | "owners">> {
  try {
    const table = (await readHostTable(port))?.summary;
    return table && table.entries > 0 ? { table, owners: port.owners(ownerQuestion(table)) } : {};
  } catch {
    // The page asks for it, and says how it is read.
    return {};
  }
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
