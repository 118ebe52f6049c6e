// `analyze`, `diagnose` and `live --proc` on what the kernel printed itself.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeTempFolder } from "../../host/temp.ts";
import type { Answers } from "../answers.ts";
import { Tallying } from "../compare/tally.ts";
import { statistics } from "../recordings/texts.ts";
import { askJson } from "./cli.ts";

const TABLES = ["proc", "plain", "extended", "xml"];
/** The experiment with a limit of 200 entries. */
const FULL = "200";

export function compareEvidence(answers: Answers): Tallying {
  const tally = new Tallying();
  const { lines } = answers;
  const texts = new Map(lines.text.flatMap(({ label, text }) => (text === undefined ? [] : [[label, text] as const])));
  for (const label of TABLES) {
    const text = texts.get(label);
    if (text !== undefined) compareTable(label, text, tally);
  }
  compareFull(answers, texts.get("statistics of a full table") ?? "", tally);
  compareLive(answers, texts, tally);
  return tally;
}

interface Analysis {
  readonly entries: number;
  readonly assured: number;
  readonly unreplied: number;
}

function compareTable(label: string, text: string, tally: Tallying): void {
  const ours = askJson<Analysis>(["analyze", "-"], text);
  const count = (word: RegExp): number => text.match(word)?.length ?? 0;
  const isXml = label === "xml";
  tally.same(`analyze, ${label}: entries`, ours.entries, isXml ? count(/<flow>/g) : text.trim().split("\n").length);
  tally.same(`analyze, ${label}: assured`, ours.assured, count(isXml ? /<assured\/>/g : /\[ASSURED\]/g));
  tally.same(`analyze, ${label}: unreplied`, ours.unreplied, count(isXml ? /<unreplied\/>/g : /\[UNREPLIED\]/g));
}

interface Diagnosis {
  readonly drops: { readonly atLeast: number } | null;
  readonly evidence: { readonly log?: { readonly tableFull?: { readonly printed: number } | null } };
}

function compareFull({ lines }: Answers, counters: string, tally: Tallying): void {
  const log = lines.log.filter(({ label, text }) => label === FULL && text.includes("table full"));
  if (log.length === 0 || counters === "") return;
  const told = askJson<Diagnosis>(["diagnose", "-"], log.map(({ text }) => `[   12.345678] ${text}\n`).join(""));
  tally.same("diagnose: lines of a full table", told.evidence.log?.tableFull?.printed, log.length);
  const { drops } = askJson<Diagnosis>(["diagnose", "-"], counters);
  tally.same("diagnose: dropped", drops?.atLeast, statistics(counters)["drop"]);
}

interface Live {
  readonly host: {
    readonly kernel: string;
    readonly count: number;
    readonly max: number;
    readonly buckets: number;
    readonly memory: number;
  };
}

function compareLive({ lines }: Answers, texts: ReadonlyMap<string, string>, tally: Tallying): void {
  const [start, memory] = [lines.start[0], lines.memory[0]];
  const count = lines.shown.at(-1)?.count;
  if (!start || !memory || count === undefined) return;
  const temp = makeTempFolder();
  const place = (path: string, text: string): void => {
    const file = join(temp.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  try {
    for (const { where, path, value } of lines.key) if (where === "initial") place(`sys/${path}`, `${value}\n`);
    place("sys/net/netfilter/nf_conntrack_count", `${count}\n`);
    place("sys/kernel/osrelease", `${start.release}\n`);
    place("sys/kernel/version", `${start.version}\n`);
    place("meminfo", `MemTotal: ${memory.kib} kB\n`);
    place("net/nf_conntrack", texts.get("proc") ?? "");
    place("net/stat/nf_conntrack", texts.get("stat") ?? "");
    const { host } = askJson<Live>(["live", "--proc", temp.path]);
    tally.same("live: count", host.count, count);
    tally.same("live: max", host.max, memory.max);
    tally.same("live: buckets", host.buckets, memory.buckets);
    tally.same("live: memory", host.memory, memory.kib * 1024);
  } finally {
    temp.remove();
  }
}
