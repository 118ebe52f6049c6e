// `analyze`: what is in a dump of the conntrack table.
import { createDumpReader, type DumpSummary } from "../core/diagnosis/index.ts";
import { tableText } from "./analyze-text.ts";
import type { Command, ExitCode } from "./command.ts";
import type { AnalyzeJson } from "./json/analyze.ts";
import type { Input } from "./options.ts";
import { pathsOrStdin, readPlainPieces, shownName, Unreadable } from "./pieces.ts";
import { tableJson } from "./to-json/table.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

export const analyze: Command = {
  name: "analyze",
  usage: "[FILE|-] [OPTION...]",
  summary: "Lists what is in a dump of the conntrack table, without looking for a cause (see diagnose)",
  description: [
    "Shows states, remaining times, arrival rates and top talkers.\nReads /proc/net/nf_conntrack, the old ip_conntrack, and conntrack -L plain, extended or XML, of any length:\n  ssh host sudo conntrack -L | conntrack-planner analyze -",
    "Exit codes: 0 success; 2 wrong usage, or no table in the input.",
  ],
  options: [
    { name: "top", value: "N", help: "length of the lists, up to 1,000 (default 10)" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const top = readTop(input);
    const [path = "-", extra] = pathsOrStdin(input.rest, "analyze");
    if (extra !== undefined) throw new UsageError("analyze reads one dump at a time");
    let summary: DumpSummary;
    try {
      summary = await readDump(path, top);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      output.say(`${visible(shownName(path))}: ${visible(error.message)}`);
      return 2;
    }
    if (summary.bytes === 0 && input.rest.length === 0) throw new UsageError("analyze needs input; standard input is empty");
    const json = input.value("format") === "json";
    await output.write(
      json ? `${toJson({ version: 1, ...tableJson(summary) } satisfies AnalyzeJson)}\n` : `${tableText(summary, output)}\n`,
    );
    if (summary.entries > 0 || summary.badLines === 0) return 0;
    output.say(`${visible(shownName(path))}: no line is an entry of a conntrack table`);
    return 2;
  },
};

async function readDump(path: string, top: number): Promise<DumpSummary> {
  const reader = createDumpReader();
  for await (const piece of readPlainPieces(path)) reader.push(piece);
  return reader.end({ top });
}

function readTop(input: Input): number {
  const text = input.value("top") ?? "10";
  const top = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (top < 0 || top > 1000) throw new UsageError(`--top ${quoted(text)} is not a valid number of rows; write a number from 0 to 1000`);
  return top;
}
