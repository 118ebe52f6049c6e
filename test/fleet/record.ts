// --record: the sample of the fleet asked of real stores, and every exchange written down for the tests of `npm test`; with
// what the same stores say when they are asked for too much, or in a wrong way.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { compareFleet } from "./compare.ts";
import { type ModelHost, SAMPLE_END, sampleFleet } from "./model.ts";
import { importLines, writeOpenMetrics } from "./openmetrics.ts";
import { type Exchange, exchangeWith, type Recording, recordStore } from "./recorded.ts";
import { runFleet } from "./run-fleet.ts";
import { createBlocks, type RunningStore, startPrometheus, startVictoria } from "./stores.ts";

const DAYS = 30;
const END = SAMPLE_END;
const PEAK = "max_over_time(node_nf_conntrack_entries[30d])";
const PEAK_OF_SECONDS = "max_over_time(node_nf_conntrack_entries[30d:10s])";
/** Prometheus looks at the time before each part of an expression, so it needs two. */
const SLOW = `${PEAK_OF_SECONDS} + ${PEAK_OF_SECONDS}`;

export interface Recorded {
  readonly file: string;
  readonly problems: readonly string[];
}

export async function recordPrometheus(folder: string): Promise<Recorded> {
  const data = join(folder, "sample");
  const text = join(folder, "sample.txt");
  writeOpenMetrics(text, sampleFleet(), END, DAYS);
  createBlocks(text, data);
  return record("prometheus", (more) => startPrometheus(data, [], more), "prometheus", {
    "too many samples": { more: ["--query.max-samples=2000"], path: "/api/v1/query", parameters: { query: PEAK } },
    "too slow": { more: ["--query.timeout=1ms"], path: "/api/v1/query", parameters: { query: SLOW } },
    "a bad question": { more: [], path: "/api/v1/query", parameters: { query: "max by (" } },
    "too many steps": {
      more: [],
      path: "/api/v1/query_range",
      parameters: { query: PEAK, start: String(END - DAYS * 86_400), end: String(END), step: "1" },
    },
    "another path": { more: [], path: "/prometheus/api/v1/query", parameters: { query: "1" } },
  });
}

export async function recordVictoria(folder: string): Promise<Recorded> {
  const data = join(folder, "sample-victoria");
  const first = await startVictoria(data, []);
  await importInto(first, sampleFleet(), END, DAYS);
  await first.stop();
  return record("victoriametrics", (more) => startVictoria(data, [], more), "victoria-metrics", {
    "too many series": { more: ["-search.maxUniqueTimeseries=3"], path: "/api/v1/query", parameters: { query: PEAK } },
    "too long": { more: ["-search.maxQueryLen=64"], path: "/api/v1/query", parameters: { query: `${PEAK} + ${PEAK}` } },
    "a bad question": { more: [], path: "/api/v1/query", parameters: { query: "max by (" } },
    "another path": { more: [], path: "/elsewhere/api/v1/query", parameters: { query: "1" } },
  });
}

/** A range that a store has taken in is asked for from the next answer on. */
export async function importInto({ address }: RunningStore, hosts: Iterable<ModelHost>, end: number, days: number): Promise<void> {
  for (const host of hosts) {
    const { status } = await fetch(`${address}/api/v1/import`, { method: "POST", body: [...importLines(host, end, days)].join("\n") });
    if (status >= 300) throw new Error(`VictoriaMetrics answered ${status} to /api/v1/import`);
  }
  await fetch(`${address}/internal/force_flush`);
}

type Refused = Readonly<
  Record<string, { readonly more: readonly string[]; readonly path: string; readonly parameters: Readonly<Record<string, string>> }>
>;

async function record(
  name: string,
  start: (more: readonly string[]) => Promise<RunningStore>,
  program: string,
  refused: Refused,
): Promise<Recorded> {
  const exchanges: Exchange[] = [];
  const store = await start([]);
  const proxy = await recordStore(store.address, exchanges);
  const ran = await runFleet(["--prometheus", proxy.address, "--by", "pool", "--at", String(END), "--format", "json"]);
  await proxy.close();
  await store.stop();
  const refusals: Record<string, Omit<Exchange, "parameters">> = {};
  for (const [what, { more, path, parameters }] of Object.entries(refused)) {
    const strict = await start(more);
    const { parameters: _, ...exchange } = await exchangeWith(
      strict.address,
      path,
      new URLSearchParams({ time: String(END), timeout: "120s", ...parameters }).toString(),
    );
    refusals[what] = exchange;
    await strict.stop();
    if (exchange.status < 400) throw new Error(`${store.name} did not refuse what should be ${what}; try again`);
  }
  const recording: Recording = { store: `${store.name} ${versionOf(program)}`, exchanges, refusals };
  const file = join(projectRoot, "test", "fixtures", "fleet", `${name}.json`);
  writeFileSync(file, printRecording(recording));
  return { file, problems: ran.code === 0 ? compareFleet(JSON.parse(ran.stdout), sampleFleet(), END, DAYS) : [ran.stderr] };
}

/** Of Debian's package. */
function versionOf(program: string): string {
  const { status, stdout } = spawnSync("dpkg-query", ["--show", program], { encoding: "utf8" });
  return status === 0 ? (stdout.trim().split("\t")[1] ?? "") : "of an unknown version";
}

/** Each exchange on a line of its own. */
function printRecording({ store, exchanges, refusals }: Recording): string {
  const lines = exchanges.map((exchange) => `  ${JSON.stringify(exchange)}`).join(",\n");
  const refused = Object.entries(refusals).map(([what, exchange]) => `  ${JSON.stringify(what)}: ${JSON.stringify(exchange)}`);
  return `{\n "store": ${JSON.stringify(store)},\n "exchanges": [\n${lines}\n ],\n "refusals": {\n${refused.join(",\n")}\n }\n}\n`;
}
