// Holds `fleet` against real stores of metrics: a fleet whose every number is known is put into Prometheus and into
// VictoriaMetrics, which scrape real exporters beside, and every answer has to be what is known. Options: --hosts N, of 1,000;
// --record, to write down exchanges with both stores for `npm test`, and nothing else. Needs prometheus with promtool,
// prometheus-node-exporter and victoria-metrics; says what it skipped.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FleetJson } from "../../src/cli/json/fleet.ts";
import { compareFleet } from "./compare.ts";
import { askMadeUp } from "./made-up.ts";
import { modelFleet, STEP } from "./model.ts";
import { writeOpenMetrics } from "./openmetrics.ts";
import { importInto, type Recorded, recordPrometheus, recordVictoria } from "./record.ts";
import { runFleet } from "./run-fleet.ts";
import { compareScraped, type Scraped, startScraped } from "./scraped.ts";
import { createBlocks, hasProgram, type RunningStore, startPrometheus, startVictoria } from "./stores.ts";

const DAYS = 30;
const FILES_OF = 100;
/** What a store of 10,000 hosts may cost this program: bytes. */
const MOST_MEMORY = 300_000_000;

const { values: options } = parseArgs({ options: { hosts: { type: "string", default: "1000" }, record: { type: "boolean" } } });
const end = Math.floor(Date.now() / 1000 / STEP) * STEP - STEP;
const folder = mkdtempSync(join(tmpdir(), "ctp-fleet-"));
const problems: string[] = [];
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const since = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

const MISSING = {
  prometheus: "Prometheus, which is not installed with its promtool",
  exporter: "exporters, as prometheus-node-exporter is not installed",
  victoria: "VictoriaMetrics, which is not installed",
};
const has = {
  prometheus: hasProgram("prometheus") && hasProgram("promtool"),
  exporter: hasProgram("prometheus-node-exporter"),
  victoria: hasProgram("victoria-metrics"),
};

function told(what: string, found: readonly string[]): void {
  problems.push(...found.map((problem) => `${what}: ${problem}`));
  say(`${what}: ${found.length === 0 ? "as it is known" : `${found.length} differences`}`);
}

const hosts = modelFleet(Number(options.hosts), end);

async function prometheus(scraped: Scraped | undefined): Promise<void> {
  const data = join(folder, "prometheus");
  const text = join(folder, "history.txt");
  const started = performance.now();
  for (let from = 0; from < hosts.length; from += FILES_OF) {
    writeOpenMetrics(text, hosts.slice(from, from + FILES_OF), end, DAYS);
    createBlocks(text, data);
  }
  rmSync(text);
  say(`history of ${hosts.length} hosts and ${DAYS} days in blocks: ${since(started)}`);
  await holdStore(await startPrometheus(data, scraped?.targets ?? []), scraped);
}

async function victoria(scraped: Scraped | undefined): Promise<void> {
  const store = await startVictoria(join(folder, "victoria"), scraped?.targets ?? []);
  await importInto(store, hosts, end, DAYS);
  await holdStore(store, scraped);
}

async function holdStore(store: RunningStore, scraped: Scraped | undefined): Promise<void> {
  try {
    const args = ["--by", "pool", "--at", String(end), "--match", '{pool!~"made|own"}', "--format", "json"];
    const ran = await runFleet(["--prometheus", store.address, ...args]);
    const found = ran.code === 0 ? compareFleet(JSON.parse(ran.stdout) as FleetJson, hosts, end, DAYS) : [ran.stderr];
    told(`${store.name}, ${hosts.length} hosts`, found);
    say(`  ${ran.seconds.toFixed(1)} s, ${Math.round(ran.memory / 1e6)} MB`);
    const started = performance.now();
    const top = `topk(10, max_over_time(node_nf_conntrack_entries[${DAYS}d]))`;
    await (await fetch(`${store.address}/api/v1/query?${new URLSearchParams({ query: top, time: String(end) })}`)).text();
    say(`  its own topk of the peaks: ${since(started)}`);
    if (scraped) told(`${store.name}, 4 node_exporters that it scrapes`, await compareScraped(store, scraped));
    rules(store.address);
  } finally {
    await store.stop();
  }
}

/** What is written for Prometheus, read and run by its own tool. */
function rules(address: string): void {
  if (!has.prometheus) return;
  const out = join(folder, "out");
  mkdirSync(out, { recursive: true });
  const asked = ["--prometheus", address, "--by", "pool", "--at", String(end), "--match", '{pool="gw"}'];
  const wrote = spawnSync(process.execPath, ["dist/cli.js", "fleet", ...asked, "--write", out]);
  told("--write", wrote.status === 0 ? [] : [wrote.stderr.toString()]);
  writeFileSync(join(out, "tests.yml"), readFileSync(new URL("rules.test.yml", import.meta.url)));
  for (const args of [
    ["check", "rules", "conntrack.rules.yml"],
    ["test", "rules", "tests.yml"],
  ]) {
    const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: out });
    told(`promtool ${args.slice(0, 2).join(" ")}`, status === 0 ? [] : [`${stdout}${stderr}`]);
  }
}

async function many(fleet: number): Promise<void> {
  const ran = await askMadeUp(fleet, end, DAYS);
  const rows = ran.stdout.trimEnd().split("\n").length - 1;
  told(`${fleet} made-up hosts`, [
    ...(rows === fleet ? [] : [`${rows} rows for ${fleet} hosts: ${ran.stderr}`]),
    ...(ran.memory < MOST_MEMORY ? [] : [`${Math.round(ran.memory / 1e6)} MB of memory`]),
  ]);
  say(`  ${ran.asked} questions, ${ran.seconds.toFixed(1)} s, ${Math.round(ran.memory / 1e6)} MB`);
}

async function verify(): Promise<void> {
  const scraped = has.exporter ? await startScraped(folder) : undefined;
  if (!scraped) say(`skipped: ${MISSING.exporter}`);
  try {
    if (has.prometheus) await prometheus(scraped);
    else say(`skipped: ${MISSING.prometheus}`);
    if (has.victoria) await victoria(scraped);
    else say(`skipped: ${MISSING.victoria}`);
  } finally {
    await scraped?.stop();
  }
  for (const fleet of [1000, 10_000]) await many(fleet);
}

async function record(): Promise<void> {
  const wrote = ({ file, problems: found }: Recorded): void => told(file, found);
  if (has.prometheus) wrote(await recordPrometheus(folder));
  else say(`skipped: ${MISSING.prometheus}`);
  if (has.victoria) wrote(await recordVictoria(folder));
  else say(`skipped: ${MISSING.victoria}`);
}

try {
  await (options.record ? record() : verify());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems.slice(0, 40)) say(`- ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
