// Whatever a dump, counters or a log hold: no reader throws, nothing is lost or counted twice, and pieces do not matter.
// 1,000 texts here; RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { createDumpReader } from "../../src/core/evidence/dump/reader.ts";
import type { DumpSummary } from "../../src/core/evidence/dump/summary.ts";
import type { LogFindings } from "../../src/core/evidence/log/findings.ts";
import { createLogReader } from "../../src/core/evidence/log/reader.ts";
import { changesBetween } from "../../src/core/evidence/statistics/rates.ts";
import { readStatistics } from "../../src/core/evidence/statistics/read.ts";
import { COUNTERS, DUMPS, FLOWS, LOG } from "./host-lines.ts";

const runs = Number(process.env["RUNS"] ?? 1000);
const limit = { timeout: Math.max(60_000, runs * 30) };

const WORDS = [
  "src=",
  "dst=",
  "sport=",
  "[",
  "]",
  "=",
  "/",
  "::",
  "<flow>",
  "</flow>",
  "<meta",
  "\0",
  "\x1b[31m",
  "99999999999999999999",
  "-1",
  "\r",
  "\n",
  "tcp",
  "ipv6 10 ",
  "\ufffd",
  "é",
];

/** Lines as they are, with characters taken out, put in and swapped. */
function mangled(lines: readonly string[]): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(),
    fc.nat({ max: 30 }),
    fc.oneof(fc.constant(""), fc.constantFrom(...WORDS), fc.string({ unit: "binary", maxLength: 4 })),
  );
  return fc.tuple(fc.array(fc.constantFrom(...lines), { maxLength: 8 }), fc.array(change, { maxLength: 4 })).map(([parts, changes]) =>
    changes.reduce((text, [at, length, insert]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + insert + text.slice(from + length);
    }, parts.join("")),
  );
}

const anything = fc.string({ unit: "binary", maxLength: 300 });
const texts = fc.oneof(...[DUMPS, FLOWS, LOG, COUNTERS, [...DUMPS, ...FLOWS, ...LOG]].map(mangled), anything);

function readDump(bytes: Uint8Array, lengths: readonly number[]): DumpSummary {
  const reader = createDumpReader();
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const length = lengths.length === 0 ? bytes.length : 1 + (lengths[turn % lengths.length] ?? 0);
    reader.push(bytes.slice(at, at + length));
    at += length;
  }
  return reader.end();
}

function readLog(text: string, lengths: readonly number[]): LogFindings {
  const reader = createLogReader();
  let at = 0;
  for (let turn = 0; at < text.length; turn++) {
    const length = lengths.length === 0 ? text.length : 1 + (lengths[turn % lengths.length] ?? 0);
    reader.push(text.slice(at, at + length));
    at += length;
  }
  return reader.end();
}

const lengths = fc.array(fc.nat({ max: 40 }), { maxLength: 5 });

test(`${runs} dumps`, limit, () => {
  fc.assert(
    fc.property(texts, lengths, (text, pieces) => {
      const bytes = new TextEncoder().encode(text);
      const summary = readDump(bytes, pieces);
      expect(summary).toEqual(readDump(bytes, []));
      const protocols = Object.values(summary.byProtocol);
      const sum = (of: (one: (typeof protocols)[number]) => number): number => protocols.reduce((total, one) => total + of(one), 0);
      expect(sum(({ entries }) => entries)).toBe(summary.entries);
      expect(sum(({ unreplied }) => unreplied)).toBe(summary.unreplied);
      expect(summary.byFamily.ipv4 + summary.byFamily.ipv6).toBe(summary.entries);
      expect(summary.entries + summary.badLines).toBeLessThanOrEqual(summary.lines);
      for (const { entries, byState } of protocols)
        expect(Object.values(byState).reduce((total, count) => total + count, 0)).toBeLessThanOrEqual(entries);
      for (const { text: shown } of summary.badSamples) expect(shown.length).toBeLessThanOrEqual(200);
      // Whole and finite: JSON holds it as it is.
      expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    }),
    { numRuns: runs },
  );
});

test(`${runs} logs`, limit, () => {
  fc.assert(
    fc.property(texts, lengths, (text, pieces) => {
      const findings = readLog(text, pieces);
      expect(findings).toEqual(readLog(text, []));
      const { printed, byNamespace, bursts } = findings.tableFull;
      expect(byNamespace.reduce((total, one) => total + one.printed, 0)).toBe(printed);
      expect(bursts.reduce((total, one) => total + one.printed, 0)).toBe(printed);
      expect(findings.drops === null).toBe(printed === 0);
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
    }),
    { numRuns: runs },
  );
});

test(`${runs} counters, and diagnoses of everything`, limit, () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const [before, after] = [readStatistics(one), readStatistics(other)];
      const changes = before && after ? changesBetween(before, after, 1) : undefined;
      for (const change of Object.values(changes ?? {})) expect(change.count).toBeGreaterThanOrEqual(0);
      const diagnosis = diagnose({
        log: readLog(one, []),
        table: readDump(new TextEncoder().encode(other), []),
        statistics: after,
        changes,
      });
      expect(diagnosis.verdict).not.toBe("");
      for (const { weight, steps } of diagnosis.causes) {
        expect(weight >= 0 && weight <= 1).toBe(true);
        for (const step of steps) if (step.kind === "set") expect(Number.isSafeInteger(step.value)).toBe(true);
      }
    }),
    { numRuns: runs },
  );
});
