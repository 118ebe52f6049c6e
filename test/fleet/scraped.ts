// Three node_exporters whose counts rise, peak and fall while a store scrapes them, and one of this machine: what `fleet`
// says of them is what their /proc held.
import { readFileSync } from "node:fs";
import { cpus as cpusOfThis, release } from "node:os";
import { join } from "node:path";
import type { FleetJson, HostJson } from "../../src/cli/json/fleet.ts";
import { CPUS, type Exporter, MEMORY_KB, type ProcValues, startExporter } from "./exporters.ts";
import { runFleet } from "./run-fleet.ts";
import { type RunningStore, type Targets, untilValue } from "./stores.ts";

const COUNTED = { drop: 40, early_drop: 11, insert_failed: 25 };
const LIMIT = "/proc/sys/net/netfilter/nf_conntrack_max";
/** Seconds to which a peak's time is asked for. */
const STEP = 5;

/** What each tells while all is quiet, and what is lost on the way. */
const MADE: readonly { readonly quiet: ProcValues; readonly peak: number; readonly lost: Partial<typeof COUNTED> }[] = [
  { quiet: { count: 1000, max: 262_144, counters: COUNTED }, peak: 240_001, lost: { drop: 7, early_drop: 3 } },
  { quiet: { count: 2000, max: 131_072, counters: COUNTED }, peak: 50_002, lost: { drop: 5, insert_failed: 5 } },
  { quiet: { count: 3000, max: 262_144 }, peak: 60_003, lost: {} },
];

export interface Scraped {
  readonly targets: Targets;
  readonly exporters: readonly Exporter[];
  readonly stop: () => Promise<void>;
}

export async function startScraped(folder: string): Promise<Scraped> {
  const exporters: Exporter[] = [];
  for (const [index, { quiet }] of MADE.entries()) exporters.push(await startExporter(join(folder, `proc-${index}`), quiet));
  const own = await startExporter(undefined);
  const targets = [...exporters.map(({ instance }) => ({ instance, pool: "made" })), { instance: own.instance, pool: "own" }];
  return {
    targets,
    exporters,
    stop: async () => {
      for (const each of [...exporters, own]) await each.stop();
    },
  };
}

/** What differs. The store scrapes these exporters already. */
export async function compareScraped(store: RunningStore, { exporters, targets }: Scraped): Promise<readonly string[]> {
  for (const [index, { quiet }] of MADE.entries()) await untilValue(store, nowOf(exporters[index]), quiet.count);
  const began = Date.now() / 1000;
  for (const [index, { quiet, peak, lost }] of MADE.entries()) exporters[index]?.set(later(quiet, peak, lost));
  for (const [index, { peak }] of MADE.entries()) await untilValue(store, nowOf(exporters[index]), peak);
  const ended = Date.now() / 1000;
  for (const [index, { quiet, lost }] of MADE.entries()) exporters[index]?.set(later(quiet, quiet.count, lost));
  for (const [index, { quiet }] of MADE.entries()) await untilValue(store, nowOf(exporters[index]), quiet.count);
  const args = ["--by", "pool", "--match", '{pool=~"made|own"}', "--range", "10m", "--step", `${STEP}s`, "--format", "json"];
  // The end is rounded down to a step: what was scraped last is in a moment later.
  const ran = await runFleet(["--prometheus", store.address, ...args, "--at", String(Math.ceil(Date.now() / 1000 / STEP) * STEP)]);
  // As it was, for the next store.
  for (const [index, { quiet }] of MADE.entries()) exporters[index]?.set(quiet);
  if (ran.code !== 0) return [ran.stderr];
  const { pools } = JSON.parse(ran.stdout) as FleetJson;
  const hosts = new Map(pools.flatMap((pool) => pool.hosts.map((host) => [host.host, host])));
  const made = MADE.flatMap((one, index) => {
    const host = hosts.get(exporters[index]?.instance ?? "");
    return host ? [...compareMade(host, one, began, ended)].map((what) => `exporter ${index}: ${what}`) : [`exporter ${index} is missing`];
  });
  const own = hosts.get(targets.at(-1)?.instance ?? "");
  return [...made, ...(own ? compareOwn(own) : ["this machine is missing"])];
}

function nowOf(exporter: Exporter | undefined): string {
  return `node_nf_conntrack_entries{instance="${exporter?.instance}"}`;
}

function later({ count: _, max, counters }: ProcValues, count: number, lost: Partial<typeof COUNTED>): ProcValues {
  if (!counters) return { count, max };
  const { drop = 0, early_drop = 0, insert_failed = 0 } = lost;
  const after = {
    drop: counters.drop + drop,
    early_drop: counters.early_drop + early_drop,
    insert_failed: counters.insert_failed + insert_failed,
  };
  return { count, max, counters: after };
}

function* compareMade(host: HostJson, { quiet, peak, lost }: (typeof MADE)[number], began: number, ended: number): Generator<string> {
  const expected = {
    peak,
    now: quiet.count,
    limit: quiet.max,
    drifts: quiet.max !== 262_144,
    chosenBy: quiet.max === 262_144 ? "kernel" : "kube-proxy",
    kernel: release(),
    memory: MEMORY_KB * 1024,
    cpus: CPUS,
    losses: quiet.counters ? lossesOf(lost) : null,
  };
  const { dropped, evicted, raced, refused } = host.losses ?? { dropped: 0, evicted: 0, raced: 0, refused: 0 };
  const told = { ...host, peak: host.peak?.entries, losses: host.losses && { dropped, evicted, raced, refused } };
  for (const [name, value] of Object.entries(expected)) {
    const found = told[name as keyof typeof told];
    if (JSON.stringify(found) !== JSON.stringify(value)) yield `${name} ${JSON.stringify(found)} instead of ${JSON.stringify(value)}`;
  }
  const at = Date.parse(host.peak?.at ?? "") / 1000;
  if (!(at >= began && at <= ended + STEP)) yield `peak at ${host.peak?.at}`;
}

function lossesOf({ drop = 0, early_drop = 0, insert_failed = 0 }: Partial<typeof COUNTED>): object {
  const raced = Math.min(drop, insert_failed);
  return { dropped: drop - raced, evicted: early_drop, raced, refused: insert_failed - raced };
}

function compareOwn({ limit, kernel, cpus }: HostJson): readonly string[] {
  const expected = [Number(readFileSync(LIMIT, "utf8")), release(), cpusOfThis().length];
  const found = [limit, kernel, cpus];
  return found.join() === expected.join() ? [] : [`this machine: ${found} instead of ${expected}`];
}
