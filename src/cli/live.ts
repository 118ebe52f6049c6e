// `live`: the running table of a host, once or every second, from its /proc alone.
import { setTimeout as wait } from "node:timers/promises";
import {
  changesBetween,
  createDumpReader,
  type DumpSummary,
  diagnose,
  type Evidence,
  type HostReading,
  ownerQuestion,
} from "../core/diagnosis/index.ts";
import { type Roots, readCounters, readFill, readHost, readOwners, readTable, reason } from "../linux/index.ts";
import { ownerText, tableText } from "./analyze-text.ts";
import type { Command, ExitCode } from "./command.ts";
import { detailText, verdictText } from "./diagnosis-text.ts";
import { readHostTwice } from "./host-reading.ts";
import type { LiveJson, LiveWatchJson } from "./json/live.ts";
import { liveNamespaces } from "./live-namespaces.ts";
import { hostText, type Watched, watchHead, watchLine } from "./live-text.ts";
import type { Input } from "./options.ts";
import type { Output } from "./output.ts";
import { PROC, readRoots } from "./proc-option.ts";
import { diagnosisJson } from "./to-json/diagnosis.ts";
import { changesJson, hostJson } from "./to-json/host.ts";
import { ownersJson } from "./to-json/owners.ts";
import { tableJson } from "./to-json/table.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

const SECOND = 1000;

export const live: Command = {
  name: "live",
  usage: "[--proc DIR] [--watch|--namespaces] [OPTION...]",
  summary: "Shows the running table: how full it is, what the kernel drops or evicts, and why",
  description: [
    "Only reads: starts no process and writes nothing. Reads the counters twice, one second apart.",
    "Exit codes: 0 success; 2 wrong usage, or connection tracking is not active.",
  ],
  options: [
    { ...PROC, help: `${PROC.help} (default /proc)` },
    { name: "table", help: "also read the table: takes kernel time, and collects expired entries" },
    { name: "namespaces", help: "every network namespace of the host: count, losses and owner" },
    { name: "watch", help: "one line per second until interrupted; counters only" },
    { name: "times", value: "N", help: "with --watch: stop after this many lines" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json; with --watch, one object per line (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const [extra] = input.rest;
    if (extra !== undefined) throw new UsageError(`live takes no ${quoted(extra)}; give a folder with --proc`);
    const roots = readRoots(input);
    const times = readTimes(input);
    if (input.has("watch") && input.has("table")) throw new UsageError("--watch reads only counters; remove --table");
    if (input.has("namespaces") && (input.has("watch") || input.has("table")))
      throw new UsageError("--namespaces reads the counters of all namespaces once; remove --watch and --table");
    const host = readHost(roots);
    if (host.count === null && host.statistics === null) {
      for (const { what, why, gives } of host.unread.slice(0, 1)) output.say(`no ${what.replace(/^the /, "")}: ${why}. ${gives}`);
      return 2;
    }
    const json = input.value("format") === "json";
    if (input.has("namespaces")) return liveNamespaces(roots, json, output);
    return input.has("watch") ? watch(roots, times, json, output) : once(roots, input.has("table"), json, output);
  },
};

async function once(roots: Roots, withTable: boolean, json: boolean, output: Output): Promise<ExitCode> {
  const { host, changes, namespaces } = await readHostTwice(roots);
  const table = withTable ? readWholeTable(roots, host, output) : undefined;
  const owners = table && namespaces && readOwners(roots, ownerQuestion(table), namespaces);
  const diagnosis = diagnose({ host, statistics: host.statistics ?? undefined, changes, table, namespaces, owners });
  if (json) {
    const data: LiveJson = {
      version: 1,
      host: hostJson(host),
      changes: changes ? changesJson(changes) : null,
      table: table ? tableJson(table) : null,
      owners: owners ? ownersJson(owners) : null,
      diagnosis: diagnosisJson(diagnosis),
    };
    await output.write(`${toJson(data)}\n`);
  } else {
    const details = detailText({ ...diagnosis, known: [] }, [], undefined, output.colour);
    const blocks = [
      verdictText(diagnosis, output.colour),
      hostText(host, changes, output),
      ...(table ? [tableText(table, output)] : []),
      ...(owners ? ownerText(owners, output) : []),
      ...(details === "" ? [] : [details]),
    ];
    await output.write(`${blocks.join("\n\n")}\n`);
  }
  return 0;
}

function readWholeTable(roots: Roots, host: HostReading, output: Output): DumpSummary | undefined {
  const reader = createDumpReader();
  try {
    for (const piece of readTable(roots)) reader.push(piece);
  } catch (error) {
    output.say(`could not read the table: ${visible(reason(error))}`);
    return undefined;
  }
  return reader.end({ values: host.values });
}

/** From count, limit and counters alone: reading everything else each second would cost the host something. */
async function watch(roots: Roots, times: number, json: boolean, output: Output): Promise<ExitCode> {
  let before = readWatched(roots);
  let at = performance.now();
  if (!json) await output.write(`${watchHead(before)}\n`);
  for (let line = 0; line < times; line++) {
    if (!(await output.flush())) break;
    await wait(SECOND);
    const watched = readWatched(roots);
    const now = performance.now();
    const changes =
      before.statistics && watched.statistics ? changesBetween(before.statistics, watched.statistics, (now - at) / SECOND) : undefined;
    const time = new Date();
    await output.write(json ? `${JSON.stringify(watchJson(time, watched, changes))}\n` : `${watchLine(time, watched, changes, output)}\n`);
    before = watched;
    at = now;
  }
  return 0;
}

function watchJson(time: Date, { count, max }: Watched, changes: Evidence["changes"]): LiveWatchJson {
  return { time: time.toISOString(), count, max, changes: changes ? changesJson(changes) : null };
}

function readWatched(roots: Roots): Watched {
  const { count = null, max = null } = readFill(roots) ?? {};
  return { count, max, statistics: readCounters(roots) };
}

function readTimes(input: Input): number {
  const text = input.value("times");
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`--times ${quoted(text)} is not a number of lines; give a whole number, such as 10`);
  return Number(text);
}
