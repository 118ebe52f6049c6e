// Holds `fleet` against real stores of metrics: a fleet whose every number is known is put into Prometheus and into
// VictoriaMetrics, and every answer has to be what is known. node test/fleet/verify.ts [--hosts N]. Needs prometheus,
// promtool and, for its part, victoria-metrics; says what it skipped.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FleetJson } from "../../src/cli/json/fleet.ts";
import { answerTo, type StoredHost } from "./answers.ts";
import { compareFleet } from "./compare.ts";
import { DAY, modelFleet, STEP } from "./model.ts";
import { importLines, writeOpenMetrics } from "./openmetrics.ts";
import { runFleet } from "./run-fleet.ts";
import { hasProgram, startStore } from "./stores.ts";

const DAYS = 30;
const FILES_OF = 100;
/** What a store of 10,000 hosts may cost this program: bytes. */
const MOST_MEMORY = 300_000_000;

const at = process.argv.indexOf("--hosts");
const count = at < 0 ? 1000 : Number(process.argv[at + 1]);
const end = Math.floor(Date.now() / 1000 / STEP) * STEP - STEP;
const hosts = modelFleet(count, end);
const folder = mkdtempSync(join(tmpdir(), "ctp-fleet-"));
const problems: string[] = [];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function told(what: string, found: readonly string[]): void {
  problems.push(...found.map((problem) => `${what}: ${problem}`));
  say(`${what}: ${found.length === 0 ? "as it is known" : `${found.length} differences`}`);
}

async function prometheus(): Promise<void> {
  const data = join(folder, "prometheus");
  const text = join(folder, "history.txt");
  for (let from = 0; from < hosts.length; from += FILES_OF) {
    writeOpenMetrics(text, hosts.slice(from, from + FILES_OF), end, DAYS);
    // Without the flag each block of two hours reads the whole file again.
    execFileSync("promtool", ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=744h", text, data], { stdio: "ignore" });
  }
  rmSync(text);
  const config = join(folder, "prometheus.yml");
  writeFileSync(config, "global: {}\n");
  const store = await startStore("prometheus", (port) => [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    "--storage.tsdb.retention.time=10y",
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  try {
    await ask(`Prometheus, ${hosts.length} hosts`, store.address);
    const started = performance.now();
    const top = `topk(10, max_over_time(node_nf_conntrack_entries[${DAYS}d]))`;
    await (await fetch(`${store.address}/api/v1/query?${new URLSearchParams({ query: top, time: String(end) })}`)).text();
    say(`  its own topk of the peaks: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    rules(store.address);
  } finally {
    await store.stop();
  }
}

async function victoria(): Promise<void> {
  if (!hasProgram("victoria-metrics")) return say("skipped: VictoriaMetrics, which is not installed");
  const store = await startStore("victoria-metrics", (port) => [
    `-storageDataPath=${join(folder, "victoria")}`,
    "-retentionPeriod=12",
    `-httpListenAddr=127.0.0.1:${port}`,
  ]);
  try {
    for (const host of hosts) {
      const body = [...importLines(host, end, DAYS)].join("\n");
      await fetch(`${store.address}/api/v1/import`, { method: "POST", body });
    }
    // What was taken in can be asked for from then on.
    await fetch(`${store.address}/internal/force_flush`);
    await ask(`VictoriaMetrics, ${hosts.length} hosts`, store.address);
  } finally {
    await store.stop();
  }
}

async function ask(what: string, address: string): Promise<void> {
  const ran = await runFleet(["--prometheus", address, "--by", "pool", "--at", String(end), "--format", "json"]);
  if (ran.code !== 0) {
    told(what, [ran.stderr]);
    return;
  }
  told(what, compareFleet(JSON.parse(ran.stdout) as FleetJson, hosts, end, DAYS));
  say(`  ${ran.seconds.toFixed(1)} s, ${Math.round(ran.memory / 1e6)} MB`);
}

/** What is written for Prometheus, read and run by its own tool. */
function rules(address: string): void {
  const out = join(folder, "out");
  mkdirSync(out, { recursive: true });
  const wrote = spawnSync(process.execPath, [
    "dist/cli.js",
    "fleet",
    "--prometheus",
    address,
    "--by",
    "pool",
    "--at",
    String(end),
    "--match",
    '{pool="gw"}',
    "--write",
    out,
  ]);
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

/** A store made up on the spot: what 10,000 hosts cost this program, and how often it asks. */
async function many(fleet: number): Promise<void> {
  const stored: StoredHost[] = Array.from({ length: fleet }, (_, index) => ({
    pool: `pool-${index % 50}`,
    host: `node-${index}.example.net:9100`,
    peaks: Array.from({ length: DAYS }, (__, day) => ({
      entries: 50_000 + ((index * 7919 + day * 104_729) % 20_000),
      at: end - (DAYS - 1 - day) * DAY - STEP,
    })),
    limit: 262_144,
    lost: { drop: 0, early_drop: 0, insert_failed: 0 },
  }));
  let asked = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      asked++;
      response.end(answerTo(new URLSearchParams(body).get("query") ?? "", stored));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ran = await runFleet(["--prometheus", `http://127.0.0.1:${port}`, "--by", "pool", "--at", String(end), "--format", "csv"]);
  server.close();
  const rows = ran.stdout.trimEnd().split("\n").length - 1;
  told(`${fleet} made-up hosts`, [
    ...(rows === fleet ? [] : [`${rows} rows for ${fleet} hosts: ${ran.stderr}`]),
    ...(ran.memory < MOST_MEMORY ? [] : [`${Math.round(ran.memory / 1e6)} MB of memory`]),
  ]);
  say(`  ${asked} questions, ${ran.seconds.toFixed(1)} s, ${Math.round(ran.memory / 1e6)} MB`);
}

try {
  if (hasProgram("prometheus") && hasProgram("promtool")) await prometheus();
  else say("skipped: Prometheus, which is not installed with its promtool");
  await victoria();
  for (const fleet of [1000, 10_000]) await many(fleet);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems.slice(0, 40)) say(`- ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
