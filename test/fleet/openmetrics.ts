// The samples of model hosts as OpenMetrics, a file for so many hosts, for promtool tsdb create-blocks-from openmetrics.
import { closeSync, openSync, writeSync } from "node:fs";
import { type ModelHost, STEP, samplesOf } from "./model.ts";

/** Names of series by what they hold; the order in which a file has them. */
const METRICS = [
  ["node_nf_conntrack_entries", "entries"],
  ["node_nf_conntrack_entries_limit", "limit"],
  ["node_nf_conntrack_stat_drop", "drop"],
  ["node_nf_conntrack_stat_early_drop", "early_drop"],
  ["node_nf_conntrack_stat_insert_failed", "insert_failed"],
  ["node_memory_MemTotal_bytes", "memory"],
  ["node_uname_info", "uname"],
  ["node_cpu_seconds_total", "cpu"],
] as const;

function labelsOf({ pool, host }: ModelHost): Readonly<Record<string, string>> {
  return { instance: host, job: "node", pool };
}

export function writeOpenMetrics(path: string, hosts: readonly ModelHost[], end: number, days: number): void {
  const file = openSync(path, "w");
  const pieces: string[] = [];
  let length = 0;
  const write = (text: string): void => {
    pieces.push(text);
    length += text.length;
    if (length < 1 << 20) return;
    writeSync(file, pieces.join(""));
    pieces.length = 0;
    length = 0;
  };
  for (const [metric, kind] of METRICS) {
    write(`# TYPE ${metric} gauge\n`);
    for (const host of hosts) for (const line of linesOf(metric, kind, host, end, days)) write(line);
  }
  write("# EOF\n");
  writeSync(file, pieces.join(""));
  closeSync(file);
}

function* linesOf(metric: string, kind: (typeof METRICS)[number][1], host: ModelHost, end: number, days: number): Generator<string> {
  const labels = Object.entries(labelsOf(host))
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");
  for (const { time, entries, limit, counters } of samplesOf(host, end, days)) {
    switch (kind) {
      case "entries":
        yield `${metric}{${labels}} ${entries} ${time}\n`;
        break;
      case "limit":
        yield `${metric}{${labels}} ${limit} ${time}\n`;
        break;
      case "memory":
        yield `${metric}{${labels}} ${host.memory} ${time}\n`;
        break;
      case "uname":
        yield `${metric}{${labels},machine="x86_64",nodename="n",release="${host.release}",sysname="Linux"} 1 ${time}\n`;
        break;
      case "cpu":
        if (time > end - 2 * STEP) for (const cpu of [0, 1, 2, 3]) yield `${metric}{${labels},cpu="${cpu}",mode="idle"} 1 ${time}\n`;
        break;
      default:
        if (counters) yield `${metric}{${labels}} ${counters[kind]} ${time}\n`;
    }
  }
}

/** The series of a host as VictoriaMetrics takes them in: /api/v1/import, times in milliseconds. */
export function* importLines(host: ModelHost, end: number, days: number): Generator<string> {
  const samples = [...samplesOf(host, end, days)];
  const timestamps = samples.map(({ time }) => time * 1000);
  const line = (name: string, values: readonly number[], more: object = {}, times = timestamps): string =>
    JSON.stringify({ metric: { __name__: name, ...labelsOf(host), ...more }, values, timestamps: times });
  for (const [metric, kind] of METRICS) {
    if (kind === "entries" || kind === "limit")
      yield line(
        metric,
        samples.map((sample) => sample[kind]),
      );
    else if (kind === "memory")
      yield line(
        metric,
        samples.map(() => host.memory),
      );
    else if (kind === "uname")
      yield line(
        metric,
        samples.map(() => 1),
        { machine: "x86_64", release: host.release },
      );
    else if (kind === "cpu") {
      for (const cpu of ["0", "1", "2", "3"])
        yield line(
          metric,
          samples.slice(-2).map(() => 1),
          { cpu, mode: "idle" },
          timestamps.slice(-2),
        );
    } else if (host.counters)
      yield line(
        metric,
        samples.map(({ counters }) => counters?.[kind] ?? 0),
      );
  }
}
