// `diagnose`: from a kernel log, counters, a table dump, or a host's /proc to what happened and what to do.
import {
  changesBetween,
  createDumpReader,
  createLogReader,
  diagnose as diagnoseEvidence,
  type Evidence,
  type HostReading,
  type HostTextKind,
  kindOfHostText,
  readStatistics,
  type Statistics,
} from "../core/index.ts";
import { readHost } from "../linux/index.ts";
import { type Command, type ExitCode, UsageError } from "./command.ts";
import { diagnosisText } from "./diagnosis-text.ts";
import { toJson } from "./json.ts";
import type { Output } from "./output.ts";
import { pathsOrStdin, readPieces, shownName, Unreadable } from "./pieces.ts";
import { PROC, readRoots } from "./proc-option.ts";
import { visible } from "./visible.ts";

/** Statistics are short; what is longer is none. */
const MOST_STATISTICS = 4_000_000;

export const diagnose: Command = {
  name: "diagnose",
  usage: "[FILE...|-] [OPTION...]",
  summary: "Says what a kernel log, counters or a table dump tell of dropped connections, why, and what to do",
  description: [
    "Each file is a log (dmesg, syslog, journalctl, also as JSON), counters (/proc/net/stat/nf_conntrack, conntrack -S;\ntwo readings, the older one first), or a table dump; its first lines tell which:\n  dmesg | conntrack-planner diagnose -",
    "Exit codes: 0 read; 2 wrong use, or input that cannot be read.",
  ],
  options: [
    { ...PROC, help: `${PROC.help}; the host that the files are from` },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const roots = input.has(PROC.name) ? readRoots(input) : undefined;
    const paths = roots && input.rest.length === 0 ? [] : pathsOrStdin(input.rest, "diagnose");
    const evidence = new Collected(roots && readHost(roots));
    for (const path of paths) {
      try {
        await evidence.read(path);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        output.say(`${visible(shownName(path))}: ${visible(error.message)}`);
        return 2;
      }
    }
    if (paths.length > 0 && input.rest.length === 0 && evidence.bytes === 0)
      throw new UsageError("diagnose needs a file to read; standard input is empty");
    await writeDiagnosis(evidence.evidence(), input.value("format"), output);
    return 0;
  },
};

async function writeDiagnosis(evidence: Evidence, format: string | undefined, output: Output): Promise<void> {
  const diagnosis = diagnoseEvidence(evidence);
  if (format === "json") await output.write(`${toJson({ version: 1, ...diagnosis, evidence })}\n`);
  else await output.write(`${diagnosisText(diagnosis, output)}\n`);
}

/** What the files say, by kind. */
class Collected {
  bytes = 0;
  readonly #host: HostReading | undefined;
  readonly #log = createLogReader();
  #hasLog = false;
  #table: ReturnType<typeof createDumpReader> | undefined;
  readonly #statistics: Statistics[] = [];

  constructor(host: HostReading | undefined) {
    this.#host = host;
  }

  async read(path: string): Promise<void> {
    const decoder = new TextDecoder();
    const decode = (piece: Uint8Array): string => decoder.decode(piece, { stream: true });
    let source: Source | undefined;
    for await (const piece of readPieces(path)) {
      this.bytes += piece.length;
      source ??= this.#sourceFor(kindOfHostText(new TextDecoder().decode(piece)), decode, path);
      source.push(piece);
    }
    source?.end();
  }

  evidence(): Evidence {
    const [first, ...rest] = this.#statistics;
    const last = rest.at(-1);
    return {
      log: this.#hasLog ? this.#log.end() : undefined,
      statistics: last ?? first ?? this.#host?.statistics ?? undefined,
      changes: first && last ? changesBetween(first, last, undefined) : undefined,
      table: this.#table?.end({ values: this.#host?.values ?? {} }),
      host: this.#host,
    };
  }

  #sourceFor(kind: HostTextKind, decode: (piece: Uint8Array) => string, path: string): Source {
    switch (kind) {
      case "table": {
        if (this.#table) throw new Unreadable(`a second table dump; ${path} can be diagnosed on its own`);
        const reader = createDumpReader();
        this.#table = reader;
        return { push: (piece) => reader.push(piece), end: () => {} };
      }
      case "statistics": {
        let text = "";
        return {
          push: (piece) => {
            text += decode(piece);
            if (text.length > MOST_STATISTICS) throw new Unreadable("too long for counters");
          },
          end: () => this.#addStatistics(text),
        };
      }
      case "log":
        this.#hasLog = true;
        // The last line of a file ends with it.
        return { push: (piece) => this.#log.push(decode(piece)), end: () => this.#log.push("\n") };
    }
  }

  #addStatistics(text: string): void {
    const statistics = readStatistics(text);
    if (!statistics) throw new Unreadable("counters that cannot be read");
    this.#statistics.push(statistics);
  }
}

interface Source {
  push(piece: Uint8Array): void;
  end(): void;
}
