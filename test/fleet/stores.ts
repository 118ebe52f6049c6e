// Real stores of metrics, started for one run and stopped by their process alone.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface RunningStore {
  readonly name: string;
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Scraped once a second under the job "node"; pools by instance. */
export type Targets = readonly { readonly instance: string; readonly pool: string }[];

export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", name]).status === 0;
}

/** `data` is where its blocks are, or will be. */
export function startPrometheus(data: string, targets: Targets, more: readonly string[] = []): Promise<RunningStore> {
  const config = scrapeConfig(`${data}.yml`, targets);
  return startStore("Prometheus", "prometheus", (port) => [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    "--storage.tsdb.retention.time=10y",
    `--web.listen-address=127.0.0.1:${port}`,
    ...more,
  ]);
}

export function startVictoria(data: string, targets: Targets, more: readonly string[] = []): Promise<RunningStore> {
  const config = scrapeConfig(`${data}.yml`, targets);
  return startStore("VictoriaMetrics", "victoria-metrics", (port) => [
    `-storageDataPath=${data}`,
    "-retentionPeriod=24",
    `-promscrape.config=${config}`,
    // What was scraped just now is asked for here; else it keeps the last 30 s to itself.
    "-search.latencyOffset=0s",
    `-httpListenAddr=127.0.0.1:${port}`,
    ...more,
  ]);
}

function scrapeConfig(path: string, targets: Targets): string {
  const configs = targets.map(({ instance, pool }) => ({ targets: [instance], labels: { pool } }));
  // JSON is YAML as well.
  const jobs = [{ job_name: "node", scrape_interval: "1s", scrape_timeout: "1s", static_configs: configs }];
  writeFileSync(path, JSON.stringify({ scrape_configs: targets.length === 0 ? [] : jobs }));
  return path;
}

/** Resolves once it answers; fails where it ends before. */
async function startStore(name: string, program: string, argumentsFor: (port: number) => readonly string[]): Promise<RunningStore> {
  const port = await freePort();
  const child = spawn(program, argumentsFor(port), { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  // It refuses questions with a status until it has read its data.
  await untilAnswers(child, program, `${address}/metrics`);
  return {
    name,
    address,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

export async function untilAnswers(child: ChildProcess, program: string, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await answers(url)) return;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program} ended before it answered`);
    await wait(200);
  }
  throw new Error(`${program} runs and does not answer at ${url} after a minute`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** One number that the store answers with; undefined for none. */
async function numberFrom({ address }: RunningStore, query: string): Promise<number | undefined> {
  const answer = (await (await fetch(`${address}/api/v1/query?${new URLSearchParams({ query })}`)).json()) as {
    readonly data?: { readonly result?: readonly { readonly value: readonly [number, string] }[] };
  };
  const value = answer.data?.result?.[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}

/** Waits until the store answers with what is expected of it, as long as a slow machine may take. */
export async function untilValue(store: RunningStore, query: string, expected: number): Promise<void> {
  let found: number | undefined;
  for (let tries = 0; tries < 300; tries++) {
    found = await numberFrom(store, query);
    if (found === expected) return;
    await wait(200);
  }
  throw new Error(`${store.name}: ${query} is ${found} and not ${expected} after a minute`);
}

/** A history in blocks of Prometheus. Without the flag each block of two hours reads the whole file again. */
export function createBlocks(text: string, data: string): void {
  const { status, stderr } = spawnSync("promtool", ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=744h", text, data]);
  if (status !== 0) throw new Error(`promtool: ${stderr}`);
}
