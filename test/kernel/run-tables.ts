// Fills real tables and sends real traffic, in network namespaces that go away: what tables.ts judges. Needs root, nft,
// ip and python3. Small hash tables are a value of the whole machine, so they are part of the opt-in.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startChild } from "../host/child.ts";
import { Failure } from "../host/failure.ts";
import { type Guarded, guarded } from "./guard.ts";
import { establish, readValue } from "./sysctl-file.ts";
import {
  type CapacityRun,
  type HashTableRun,
  type MemoryRun,
  ONCE,
  SETTINGS,
  type TrafficClass,
  type TrafficPlan,
  type TrafficRun,
} from "./tables.ts";

export interface TableRuns {
  readonly memory: readonly MemoryRun[];
  readonly hashTables: readonly HashTableRun[];
  readonly capacity: readonly CapacityRun[];
  readonly traffic: readonly TrafficRun[];
  readonly skipped: readonly string[];
  readonly stuck?: readonly string[];
}

const BUCKETS = "net/netfilter/nf_conntrack_buckets";
const MAX = "net/netfilter/nf_conntrack_max";
/** What fill.py puts into one namespace. */
const PER_NAMESPACE = 100_000;
const FLOWS = [10_000, 100_000, 300_000];
/** From 1,048,576 on a table is in vmalloc's list; these fill whole huge pages of 2 MiB, to which vmalloc may round. */
const LARGE_TABLES = [1_048_576, 2_097_152];
const SMALL_TABLES: readonly (readonly [buckets: number, offered: number])[] = [
  [512, 50_000],
  [1024, 100_000],
  [2048, 100_000],
  [4096, 150_000],
  [8192, 250_000],
];

function flow(name: string, protocol: "tcp" | "udp", ends: TrafficClass["ends"], rate: number, duration = 0): TrafficClass {
  return { name, protocol, ends, rate, duration, bothWays: name !== "one-way", packets: null };
}

/** 800 flows a second. The longest timeout is 5 s, so that dumps 11 s apart have nothing in common. */
const TRAFFIC: TrafficPlan = {
  timeouts: {
    nf_conntrack_udp_timeout: 3,
    nf_conntrack_udp_timeout_stream: 5,
    nf_conntrack_tcp_timeout_syn_sent: 4,
    nf_conntrack_tcp_timeout_syn_recv: 5,
    nf_conntrack_tcp_timeout_established: 5,
    nf_conntrack_tcp_timeout_unacknowledged: 4,
    nf_conntrack_tcp_timeout_fin_wait: 3,
    nf_conntrack_tcp_timeout_close_wait: 4,
    nf_conntrack_tcp_timeout_last_ack: 3,
    nf_conntrack_tcp_timeout_time_wait: 5,
    nf_conntrack_tcp_timeout_close: 2,
  },
  classes: [
    flow("one-way", "udp", "stops", 150),
    flow("answered", "udp", "stops", 150),
    flow("stream", "udp", "stops", 40, 3),
    flow("closed", "tcp", "closed", 120, 0.5),
    flow("reset", "tcp", "reset", 60, 0.5),
    flow("unanswered", "tcp", "unanswered", 40),
    flow("half-open", "tcp", "half-open", 40),
    flow("idle", "tcp", "idle", 40),
    flow("in-flight", "tcp", "in-flight", 40),
    flow("fin-unanswered", "tcp", "fin-unanswered", 40),
    flow("half-closed", "tcp", "half-closed", 40),
    flow("last-ack-lost", "tcp", "last-ack-lost", 40),
  ],
  peers: ONCE,
  sample: [0.25, 80],
  dumps: [82, 11, 5],
};

/** Endings that lie in what the ends do on their own: retransmissions, keepalive, windows, resets. 320 flows a second. */
export const ENDINGS: TrafficPlan = {
  timeouts: {
    nf_conntrack_udp_timeout: 3,
    nf_conntrack_udp_timeout_stream: 5,
    nf_conntrack_tcp_timeout_syn_recv: 4,
    nf_conntrack_tcp_timeout_established: 8,
    nf_conntrack_tcp_timeout_unacknowledged: 4,
    nf_conntrack_tcp_timeout_max_retrans: 5,
    nf_conntrack_tcp_timeout_fin_wait: 6,
    nf_conntrack_tcp_timeout_last_ack: 3,
    nf_conntrack_tcp_timeout_close: 2,
  },
  classes: [
    flow("in-flight", "tcp", "in-flight", 40),
    flow("fin-unanswered", "tcp", "fin-unanswered", 40),
    flow("last-ack-lost", "tcp", "last-ack-lost", 40),
    flow("refused", "tcp", "refused", 40),
    flow("picked-up", "tcp", "picked-up", 40, 1),
    flow("keepalive", "tcp", "keepalive", 40),
    flow("zero-window", "tcp", "zero-window", 40),
    flow("reset-ignored", "tcp", "reset-ignored", 40),
  ],
  peers: { retries: 4, orphanRetries: 4, keepalive: { time: 2, interval: 1, probes: 3 } },
  sample: [0.25, 24],
  dumps: [26, 17, 4],
};

/** `say` is told what takes its time. */
export async function runTables(say: (text: string) => void): Promise<TableRuns> {
  const obstacle = obstacleHere();
  if (obstacle) {
    return {
      memory: [],
      hashTables: [],
      capacity: [],
      traffic: [],
      skipped: [`memory, capacity and occupancy of real tables: ${obstacle}`],
    };
  }
  const memory: MemoryRun[] = [];
  say(`Filling tables with up to ${FLOWS.at(-1)} flows, about a minute.`);
  for (const setting of SETTINGS) memory.push(await python("fill.py", "memory", { setting, at: FLOWS }));
  say("Sending 800 flows a second from one namespace to another, about three minutes.");
  const traffic = [await send(TRAFFIC), await send(ENDINGS)];
  const result = await guarded("small hash tables and their capacity", async (guard) => {
    say("Filling small hash tables, about three minutes.");
    return small(guard);
  });
  if ("skipped" in result) {
    const stuck = result.stuck === undefined ? {} : { stuck: result.stuck };
    return { memory, hashTables: [], capacity: [], traffic, skipped: [result.skipped], ...stuck };
  }
  return { memory, ...result.done, traffic: [...traffic, ...result.done.traffic], skipped: [], stuck: result.stuck };
}

async function small(guard: Guarded): Promise<Pick<TableRuns, "hashTables" | "capacity" | "traffic">> {
  const hashTables: HashTableRun[] = [];
  const capacity: CapacityRun[] = [];
  const resize = (buckets: number): number => {
    guard.check();
    establish({ [BUCKETS]: BigInt(buckets) });
    return Number(readValue(BUCKETS));
  };
  for (const requested of LARGE_TABLES) hashTables.push({ requested, buckets: resize(requested), bytes: pagesOfHashTable() });
  for (const [requested, most] of SMALL_TABLES) {
    const offered = Math.min(most, Number(readValue(MAX)) - 1000);
    const buckets = resize(requested);
    capacity.push({ buckets, ...(await python<Omit<CapacityRun, "buckets">>("fill.py", "capacity", { offered })) });
  }
  // In a small table new flows come across expired entries, so fewer wait for the collector.
  resize(8192);
  const traffic = [await send({ ...TRAFFIC, dumps: [82, 11, 1] })];
  guard.restore();
  return { hashTables, capacity, traffic };
}

async function send(plan: TrafficPlan): Promise<TrafficRun> {
  const buckets = Number(readValue(BUCKETS));
  return { plan, buckets, ...(await python<Omit<TrafficRun, "plan" | "buckets">>("traffic.py", plan)) };
}

/** The largest piece of memory that the hash table's allocator holds, in bytes. */
function pagesOfHashTable(): number {
  const pages = [...readFileSync("/proc/vmallocinfo", "utf8").matchAll(/ nf_ct_alloc_hashtable\S* pages=(\d+)/g)].map(([, n]) => Number(n));
  const page = Number(spawnSync("getconf", ["PAGESIZE"], { encoding: "utf8" }).stdout);
  if (pages.length === 0 || !(page > 0)) throw new Failure("/proc/vmallocinfo does not show the hash table.");
  return Math.max(...pages) * page;
}

function obstacleHere(): string | undefined {
  if (process.getuid?.() !== 0) return "it takes root to read slabs and to send packets by hand";
  for (const [command, flag] of [
    ["python3", "--version"],
    ["nft", "--version"],
    ["ip", "-V"],
    ["nsenter", "--version"],
  ] as const) {
    if (spawnSync(command, [flag]).status !== 0) return `there is no ${command}`;
  }
  if (!existsSync("/sys/kernel/slab/nf_conntrack/shrink") || !existsSync("/proc/slabinfo")) return "the kernel does not show its slabs";
  if (!existsSync("/proc/net/nf_conntrack")) return "the kernel has no /proc/net/nf_conntrack";
  if (Number(readValue(MAX)) < PER_NAMESPACE + 1000) return `nf_conntrack_max is ${readValue(MAX)}, and ${PER_NAMESPACE} flows must fit`;
  return undefined;
}

/** Runs a script of this folder in a namespace of its own; what it prints is JSON. It does not outlive this process. */
async function python<T>(script: string, ...args: readonly (string | object)[]): Promise<T> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const words = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg)));
  const child = startChild("unshare", ["--net", "python3", file, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const pieces: Buffer[] = [];
  child.process.stdout?.on("data", (piece: Buffer) => pieces.push(piece));
  const drained = new Promise((resolve) => child.process.stdout?.once("close", resolve));
  const code = await child.ended;
  await drained;
  await child.stop();
  if (code !== 0) throw new Failure(`test/kernel/${script} ${words[0]?.slice(0, 40)} ended with ${code}.`);
  return JSON.parse(Buffer.concat(pieces).toString()) as T;
}
