// `fleet`: many hosts, from the metrics that they already have.
import {
  ENTRIES,
  FILL_STEPS,
  type FleetReport,
  filesOf,
  fleetMarkdown,
  fullestShare,
  isLabel,
  type Matcher,
  readMatchers,
  reportFleet,
  type Scope,
  spanOf,
  takeSaved,
} from "../core/fleet/index.ts";
import { formatShare, parseDuration, parseShare } from "../core/language/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { askStore, type FromStore } from "./fleet/ask-store.ts";
import { CONNECTION_OPTIONS, readConnection } from "./fleet/connection.ts";
import { limitsInFiles } from "./fleet/limits-in-files.ts";
import { queriesText } from "./fleet/queries-text.ts";
import { readSavedAnswers } from "./fleet/saved.ts";
import { writeFiles } from "./fleet/write-files.ts";
import { fleetCsv } from "./fleet-csv.ts";
import { fleetText } from "./fleet-text.ts";
import { inLittleRoom } from "./new-objects.ts";
import type { Input } from "./options.ts";
import type { Output } from "./output.ts";
import { ROOT } from "./read-root.ts";
import { fleetJson } from "./to-json/fleet.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

const FORMATS = ["text", "json", "markdown", "csv"];

export const fleet: Command = {
  name: "fleet",
  usage: "--prometheus URL | --from FILE... [OPTION...]",
  summary: "Reports on many hosts, from Prometheus metrics: peaks, growth, drops, differing limits, and the table each pool needs",
  description: [
    "Queries Prometheus, Thanos, Mimir, VictoriaMetrics or another store with /api/v1/query for the conntrack metrics of\nnode_exporter. This is the only command that uses the network, and only with --prometheus: only the given address.",
    "--from reads saved answers instead: to the queries that --show-queries prints, or plain series of\n/api/v1/query_range with their original names.",
    "Secrets come from files or the environment, never from the command line. Redirects are not followed.",
    "Exit codes: 0 success; 1 a host reached --fail-at; 2 wrong usage, or no answer.",
  ],
  options: [
    { name: "prometheus", value: "URL", help: "address of the store, such as https://mimir.example/prometheus" },
    { name: "from", value: "FILE", help: "a saved answer, or - for standard input; accepts several files", repeatable: true },
    { name: "match", value: "SELECTOR", help: 'only series with these labels, such as \'{cluster="eu",pool=~"gw|nat"}\'' },
    { name: "by", value: "LABEL", help: "label that identifies a pool, or several separated by commas (default job)" },
    { name: "host", value: "LABEL", help: "label that identifies a host (default instance)" },
    { name: "range", value: "TIME", help: "length of the range (default 30d)" },
    { name: "step", value: "TIME", help: "precision of the time of a peak (default depends on the range; 5m for 30d)" },
    { name: "at", value: "TIME", help: "end of the range, such as 2026-11-29T12:00Z or seconds since 1970 (default now)" },
    { name: "headroom", value: "SHARE", help: 'share of max to keep free at the peak (default "25 %")' },
    { name: "fail-at", value: "PERCENT", help: "exit with 1 if a host reached this percentage of its limit, such as 90" },
    { name: "show-queries", help: "print the queries as curl commands, and send nothing" },
    ...CONNECTION_OPTIONS,
    { ...ROOT, help: "files to compare limits with: DIR/POOL for each pool, or DIR for all, each the folder that contains etc" },
    {
      name: "write",
      value: "DIR",
      help: "write a plan, a sysctl.d file and an Ansible task for each pool to this folder, and Prometheus rules",
    },
    { name: "format", value: "FORMAT", choices: FORMATS, help: `${FORMATS.join(", ")} (default text)` },
  ],
  async run(input, output): Promise<ExitCode> {
    const address = input.value("prometheus");
    const failAt = percentOf(input, "fail-at");
    const headroom = shareOf(input, "headroom") ?? 0.25;
    const at = timeOf(input, "at");
    const scopeAt = readScope(input);
    if (input.has("show-queries")) {
      // Checked as if it were asked; nothing is sent.
      const base = address === undefined ? undefined : readConnection(address, input, 1).base;
      await output.writeAsIs(queriesText(scopeAt(at ?? Date.now() / 1000), base));
      return 0;
    }
    const { facts, scope, notes } = await inLittleRoom(() => readFleet(input, address, (now) => scopeAt(at ?? now)));
    let report = reportFleet(facts, { headroom, notes });
    if (report.hosts === 0)
      throw new UsageError(
        `no ${ENTRIES} ${input.has("match") ? "with these labels " : ""}in this range: does node_exporter run on the hosts, with its conntrack collector?`,
      );
    const root = input.value(ROOT.name);
    if (root !== undefined) {
      const inFiles = await limitsInFiles(root, report, input);
      report = reportFleet(facts, { headroom, notes: [...notes, ...inFiles.notes], inFiles: inFiles.limits });
    }
    await output.write(`${printed(report, input, output)}\n`);
    const folder = input.value("write");
    if (folder !== undefined && !(await writeFiles(folder, filesOf(report, scope), output))) return 2;
    const share = fullestShare(report);
    if (failAt === undefined || share === null || share < failAt) return 0;
    output.say(`a host reached ${formatShare(share)} of its limit; --fail-at is ${formatShare(failAt)}`);
    return 1;
  },
};

function printed(report: FleetReport, input: Input, output: Output): string {
  switch (input.value("format")) {
    case "json":
      return toJson(fleetJson(report));
    case "markdown":
      return fleetMarkdown(report).trimEnd();
    case "csv":
      return fleetCsv(report);
    default:
      return fleetText(report, output);
  }
}

async function readFleet(input: Input, address: string | undefined, scopeAt: (now: number) => Scope): Promise<FromStore> {
  const [extra] = input.rest;
  const files = [...input.values("from"), ...(input.has("from") ? input.rest : [])];
  if (address !== undefined && files.length > 0)
    throw new UsageError("--prometheus queries a store and --from reads saved answers; give only one of them");
  if (address !== undefined && extra !== undefined) throw new UsageError(`fleet takes no ${quoted(extra)} with --prometheus`);
  if (address !== undefined)
    return askStore(readConnection(address, input, secondsOf(input, "timeout") ?? 120), scopeAt, parallelOf(input));
  if (files.length === 0) throw new UsageError("fleet needs --prometheus URL, the address of a store, or --from FILE, a saved answer");
  const { by, host } = labelsOf(input);
  const saved = takeSaved(await readSavedAnswers(files), { by, host, range: secondsOf(input, "range"), step: secondsOf(input, "step") });
  if ("error" in saved) throw new UsageError(saved.error);
  return saved;
}

function readScope(input: Input): (end: number) => Scope {
  const matchers = matchersOf(input);
  const { by, host } = labelsOf(input);
  const range = secondsOf(input, "range") ?? 30 * 86400;
  const step = secondsOf(input, "step");
  return (end) => {
    const span = spanOf(end, range, step);
    if ("error" in span) throw new UsageError(`--range and --step: ${span.error}`);
    return { span, matchers, by, host };
  };
}

function matchersOf(input: Input): readonly Matcher[] {
  const text = input.value("match");
  const matchers = text === undefined ? [] : readMatchers(text);
  if (!matchers) throw new UsageError(`--match ${quoted(text ?? "")} is not valid: give labels such as '{pool="gw",zone=~"a|b"}'`);
  return matchers;
}

function labelsOf(input: Input): { readonly by: readonly string[]; readonly host: string } {
  const by = (input.value("by") ?? "job").split(",").map((label) => label.trim());
  const host = input.value("host") ?? "instance";
  for (const [option, label] of [...by.map((one) => ["by", one] as const), ["host", host] as const])
    if (!isLabel(label)) throw new UsageError(`--${option} ${quoted(label)} is not a label name`);
  return { by, host };
}

function secondsOf(input: Input, name: string): number | undefined {
  const text = input.value(name);
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  if (seconds === undefined || seconds <= 0) throw new UsageError(`--${name} ${quoted(text)} is not a time such as 30d, 12h or 5m`);
  return seconds;
}

function timeOf(input: Input, name: string): number | undefined {
  const text = input.value(name);
  if (text === undefined) return undefined;
  const seconds = /^\d{1,12}(?:\.\d+)?$/.test(text) ? Number(text) : /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) / 1000 : Number.NaN;
  if (Number.isNaN(seconds)) throw new UsageError(`--${name} ${quoted(text)} is not a time such as 2026-11-29T12:00Z or 1795953600`);
  return seconds;
}

function shareOf(input: Input, name: string): number | undefined {
  const text = input.value(name);
  const share = text === undefined ? undefined : parseShare(text);
  if (text !== undefined && (share === undefined || share > 0.9))
    throw new UsageError(`--${name} ${quoted(text)} is not a share such as "25 %" or 0.25, up to 90 %`);
  return share;
}

/** "90" and "90 %" alike. */
function percentOf(input: Input, name: string): number | undefined {
  const text = input.value(name);
  if (text === undefined) return undefined;
  const share = parseShare(text.includes("%") ? text : `${text} %`);
  if (share === undefined || share <= 0)
    throw new UsageError(`--${name} ${quoted(text)} is not a percentage such as ${FILL_STEPS[1] * 100}`);
  return share;
}

function parallelOf(input: Input): number {
  const text = input.value("parallel") ?? "2";
  if (!/^[1-8]$/.test(text)) throw new UsageError(`--parallel ${quoted(text)} is not a number from 1 to 8`);
  return Number(text);
}
