// `diagnose`: from a kernel log, counters, a table dump, or a host's /proc to what happened and what to do.
import {
  compareReadings,
  createEvidenceReader,
  diagnose as diagnoseEvidence,
  type Evidence,
  type EvidenceReader,
  type KeptReading,
  keepReading,
  ownerQuestion,
  readingWords,
  UnusableText,
} from "../core/diagnosis/index.ts";
import { type Roots, readOwners } from "../linux/index.ts";
import { readAgain } from "./again-file.ts";
import { ownerText } from "./analyze-text.ts";
import type { Command, ExitCode } from "./command.ts";
import { configuredFor } from "./configured.ts";
import { diagnosisText } from "./diagnosis-text.ts";
import { type ReadHost, readHostOnce, readHostTwice } from "./host-reading.ts";
import type { DiagnoseJson } from "./json/diagnose.ts";
import type { Input } from "./options.ts";
import type { Output } from "./output.ts";
import { pathsOrStdin, readPieces, shownName, Unreadable } from "./pieces.ts";
import { PROC, readRoots } from "./proc-option.ts";
import { ROOT } from "./read-root.ts";
import { againJson } from "./to-json/again.ts";
import { diagnosisJson, evidenceJson } from "./to-json/diagnosis.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

export const diagnose: Command = {
  name: "diagnose",
  usage: "[FILE...|-] [OPTION...]",
  summary: "Explains dropped connections from a kernel log, counters or a table dump: the cause, and what to do",
  description: [
    "Each file may contain any of these, mixed and in any order: logs (dmesg, syslog, journalctl, also as JSON), counters\n(/proc/net/stat/nf_conntrack, conntrack -S, node_exporter, ethtool -S; two readings give the difference), table dumps,\nsettings, commands with their output. Lines that are not recognized are counted:\n  dmesg | conntrack-planner diagnose -",
    "Exit codes: 0 success; 2 wrong usage, or input that cannot be read.",
  ],
  options: [
    { ...PROC, help: `${PROC.help}; the host the files are from` },
    { ...ROOT, help: "the file system of the host the input is from: the folder that contains etc" },
    {
      name: "again",
      value: "FILE",
      help: "earlier output of diagnose --format json: shows what has changed, and whether losses have stopped",
    },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const roots = input.has(PROC.name) ? readRoots(input) : undefined;
    const paths = roots && input.rest.length === 0 ? [] : pathsOrStdin(input.rest, "diagnose");
    const earlier = input.has("again") ? readAgain(input.value("again") ?? "") : undefined;
    const now = roots && (earlier ? await readHostTwice(roots) : readHostOnce(roots));
    const reader = createEvidenceReader(decoder, now?.host);
    let bytes = 0;
    for (const path of paths) {
      try {
        bytes += await readInto(reader, path);
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof UnusableText)) throw error;
        output.say(`${visible(shownName(path))}: ${visible(error.message)}`);
        return 2;
      }
    }
    if (paths.length > 0 && input.rest.length === 0 && bytes === 0) throw new UsageError("diagnose needs input; standard input is empty");
    const said = reader.evidence();
    const own = said.statistics === now?.host.statistics;
    const evidence = {
      ...said,
      changes: said.changes ?? (own ? now?.changes : undefined),
      namespaces: said.host && now?.namespaces,
      owners: ownersFor(said, roots, now),
    };
    await writeDiagnosis({ ...evidence, configured: await configuredFor(evidence, roots, input) }, earlier, input, output);
    return 0;
  },
};

/** Of a table that is this host's. */
function ownersFor({ table, foreign = [] }: Evidence, roots: Roots | undefined, now: ReadHost | undefined): Evidence["owners"] {
  if (!table || !roots || !now?.namespaces || foreign.length > 0) return undefined;
  return readOwners(roots, ownerQuestion(table), now.namespaces);
}

async function writeDiagnosis(evidence: Evidence, earlier: KeptReading | undefined, input: Input, output: Output): Promise<void> {
  const diagnosis = diagnoseEvidence(evidence);
  const again = earlier && compareReadings(earlier, keepReading(evidence, diagnosis));
  if (again && "why" in again) throw new UsageError(`--again ${quoted(input.value("again") ?? "")}: ${again.why}`);
  if (input.value("format") === "json") {
    const data: DiagnoseJson = {
      version: 1,
      ...diagnosisJson(diagnosis),
      ...(again && { again: againJson(again) }),
      evidence: evidenceJson(evidence),
    };
    await output.write(`${toJson(data)}\n`);
  } else {
    const blocks = [
      diagnosisText(diagnosis, readingWords(evidence), again, output),
      ...(evidence.owners ? ownerText(evidence.owners, output) : []),
    ];
    await output.write(`${blocks.join("\n\n")}\n`);
  }
}

/** Returns its bytes. Throws Unreadable and UnusableText. */
async function readInto(reader: EvidenceReader, path: string): Promise<number> {
  let bytes = 0;
  reader.begin(shownName(path));
  for await (const piece of readPieces(path)) {
    bytes += piece.length;
    reader.push(piece);
  }
  reader.end();
  return bytes;
}

function decoder(): (piece: Uint8Array) => string {
  const own = new TextDecoder();
  return (piece) => own.decode(piece, { stream: true });
}
