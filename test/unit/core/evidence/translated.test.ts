// Translated addresses: the reply's against those that were asked.
import { expect, test } from "vitest";
import { createDumpReader } from "../../../../src/core/evidence/dump/reader.ts";

// Their beginnings are the same, and only the whole word tells.
test.each([
  ["10.0.0.1", "10.0.0.12", 1],
  ["10.0.0.12", "10.0.0.1", 1],
  ["10.0.0.1", "10.0.0.1", 0],
])("answers to %s go to %s: translated sources %i", (source, answered, translated) => {
  const reader = createDumpReader();
  const line = `udp 17 20 src=${source} dst=10.0.9.9 sport=1 dport=2 [UNREPLIED] src=10.0.9.9 dst=${answered} sport=2 dport=1 use=1\n`;
  reader.push(new TextEncoder().encode(line));
  expect(reader.end()).toMatchObject({ entries: 1, sourceNat: translated, unrepliedNat: translated });
});

test.each([
  ["10.0.9.9", "10.0.9.91", 1],
  ["10.0.9.91", "10.0.9.9", 1],
  ["10.0.9.9", "10.0.9.9", 0],
])("%s is asked, and answers are to come from %s: translated destinations %i", (asked, answers, translated) => {
  const reader = createDumpReader();
  const line = `udp 17 20 src=10.0.0.1 dst=${asked} sport=1 dport=2 [UNREPLIED] src=${answers} dst=10.0.0.1 sport=2 dport=1 use=1\n`;
  reader.push(new TextEncoder().encode(line));
  expect(reader.end()).toMatchObject({ entries: 1, sourceNat: 0, unrepliedNat: translated });
});
