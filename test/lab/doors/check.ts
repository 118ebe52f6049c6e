// `check` on files of one text each: what it says the kernel does, against what the kernel did.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "../../host/temp.ts";
import { Tallying } from "../compare/tally.ts";
import { isMemoryBound, isWritable } from "../compare/verdicts.ts";
import { type KernelRecord, type Recordings, unpackOutcomes } from "../recordings/record.ts";
import { askJson, targetOptions } from "./cli.ts";

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly { readonly key?: string; readonly kernel: string }[];
  }[];
}

/** Where several findings stand on one line, the first of these is what becomes of it. */
const STRONGEST = ["refuses", "ignores", "alters", "unknown", "accepts"];
/** Keys that bound each other, and the second name of one, have a file of their own. */
const ALONE = ["net/nf_conntrack_max", "net/netfilter/nf_conntrack_frag6_low_thresh", "net/netfilter/nf_conntrack_frag6_high_thresh"];

export function compareCheck(recordings: Recordings, record: KernelRecord): Tallying {
  const tally = new Tallying();
  const temp = makeTempFolder();
  try {
    const cases = writeFiles(recordings, record, join(temp.path, "sysctl.d"));
    const hz = record.hz === null ? [] : ["--hz", String(record.hz)];
    const report = askJson<Report>(["check", ...targetOptions(record), ...hz, temp.path]);
    const said = new Map<string, string>();
    for (const { path, findings } of report.files)
      for (const { key, kernel } of findings) {
        const at = `${path.split("/").at(-1)} ${key}`;
        const before = said.get(at) ?? "accepts";
        said.set(at, STRONGEST.indexOf(kernel) < STRONGEST.indexOf(before) ? kernel : before);
      }
    for (const { at, what, did } of cases) {
      const ours = said.get(at) ?? "accepts";
      if (ours === "unknown") tally.leaveOpen(what, did);
      else tally.check(ours === did || (ours === "ignores" && did !== "refuses"), what, ours, did);
    }
  } finally {
    temp.remove();
  }
  return tally;
}

interface Case {
  readonly at: string;
  readonly what: string;
  readonly did: "accepts" | "alters" | "refuses";
}

function writeFiles(recordings: Recordings, record: KernelRecord, folder: string): readonly Case[] {
  const files = new Map<string, string>();
  const cases: Case[] = [];
  const names = new Map<string, string>();
  mkdirSync(folder, { recursive: true });
  for (const [path, key] of Object.entries(record.initial)) {
    if (key.outcomes === undefined || !isWritable(key)) continue;
    for (const [text, got] of unpackOutcomes(recordings, key.outcomes)) {
      if (!survives(text) || isMemoryBound(path, text)) continue;
      const name = names.get(text) ?? String(names.size);
      names.set(text, name);
      const file = `${name}${ALONE.includes(path) ? `-${path.split("/").at(-1)}-${path.split("/").length}` : ""}.conf`;
      const dotted = path.replaceAll("/", ".");
      files.set(file, `${files.get(file) ?? ""}${dotted} = ${text}\n`);
      const number = numberOf(text);
      const did = got === "refused" ? "refuses" : number !== undefined && number === got ? "accepts" : "alters";
      cases.push({ at: `${file} ${dotted}`, what: `check: ${dotted} = ${text}`, did });
    }
  }
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
  return cases;
}

/** Appliers take blanks away, and a line holds no line ends. */
function survives(text: string): boolean {
  return text === text.trim() && text !== "" && /^[\x20-\x7e]+$/.test(text);
}

/** As a person reads it: digits, or C's notations. */
function numberOf(text: string): bigint | undefined {
  const plain = /^([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)(?:\s|$)/.exec(text);
  if (!plain) return undefined;
  const digits = plain[2] ?? "";
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return plain[1] === "-" ? -size : size;
}
