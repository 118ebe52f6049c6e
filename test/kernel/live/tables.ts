// Real tables, counted by the reader and by awk: the same, in every form the kernel and conntrack(8) print.
import { writeFileSync } from "node:fs";
import { createDumpReader } from "../../../src/core/evidence/dump/reader.ts";
import type { DumpSummary } from "../../../src/core/evidence/dump/summary.ts";
import { countByAwk } from "./awk.ts";
import type { Checks } from "./checks.ts";
import { type Part, startPart } from "./child.ts";

interface Tables {
  readonly extras: boolean;
  readonly proc: string;
  readonly plain: string;
  readonly extended: string;
  readonly xml: string;
}

const FORMS = ["proc", "plain", "extended", "xml"] as const;

export async function verifyTables(outside: string, checks: Checks): Promise<void> {
  const part: Part<Tables> = startPart("tables", outside);
  for (let time = 0; time < 2; time++) {
    const tables = await part.next();
    const name = tables.extras ? "with counters and timestamps" : "plain entries";
    const proc = summaryOf(tables.proc);
    checks.say(`Table (${name}): ${proc.entries} entries in ${Object.keys(proc.byProtocol).length} protocols`);
    checks.that(`${name}: enough entries`, proc.entries > 50, `${proc.entries}`);
    checks.same(`${name}: by protocol as awk counts`, protocolsOf(proc), countByAwk(tables.proc, "$3"));
    checks.same(
      `${name}: TCP by state as awk counts`,
      sorted(proc.byProtocol["tcp"]?.byState ?? {}),
      countByAwk(tables.proc, "$6", '$3 == "tcp"'),
    );
    checks.same(`${name}: unreplied`, proc.unreplied, countLines(tables.proc, "[UNREPLIED]"));
    checks.same(`${name}: assured`, proc.assured, countLines(tables.proc, "[ASSURED]"));
    checks.same(`${name}: IPv6`, proc.byFamily.ipv6, countByAwk(tables.proc, "$1")["ipv6"] ?? 0);
    checks.same(`${name}: zone 1`, proc.byZone.find(({ zone }) => zone === 1)?.entries, countLines(tables.proc, " zone=1 "));
    checks.same(`${name}: mark 2`, proc.byMark.items.find(({ mark }) => mark === 2)?.entries, countLines(tables.proc, " mark=2 "));
    checks.same(`${name}: bad lines`, proc.badLines, 0);
    for (const form of FORMS) {
      const summary = summaryOf(tables[form]);
      checks.same(`${name}, ${form}: no bad lines`, summary.badSamples, []);
      checks.same(`${name}, ${form}: by protocol`, protocolsOf(summary), protocolsOf(proc));
      checks.same(
        `${name}, ${form}: TCP by state`,
        sorted(summary.byProtocol["tcp"]?.byState ?? {}),
        sorted(proc.byProtocol["tcp"]?.byState ?? {}),
      );
      checks.same(`${name}, ${form}: flags`, [summary.unreplied, summary.assured], [proc.unreplied, proc.assured]);
      checks.same(`${name}, ${form}: sources`, summary.top.sources, proc.top.sources);
      checks.same(`${name}, ${form}: services`, summary.top.services, proc.top.services);
    }
  }
  await part.end();
}

/** Keeps what the kernel printed, for tests where there is no such kernel. */
export async function recordTables(outside: string): Promise<void> {
  const part: Part<Tables> = startPart("tables", outside);
  for (let time = 0; time < 2; time++) {
    const tables = await part.next();
    for (const form of FORMS) {
      const name = `${form}${tables.extras ? "-with-counters" : ""}.${form === "xml" ? "xml" : "txt"}`;
      writeFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url), tables[form]);
    }
  }
  await part.end();
}

function summaryOf(text: string): DumpSummary {
  const reader = createDumpReader();
  reader.push(Buffer.from(text));
  return reader.end();
}

function protocolsOf({ byProtocol }: DumpSummary): Readonly<Record<string, number>> {
  return sorted(Object.fromEntries(Object.entries(byProtocol).map(([name, { entries }]) => [name, entries])));
}

function sorted(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function countLines(text: string, part: string): number {
  return text.split("\n").filter((line) => line.includes(part)).length;
}
