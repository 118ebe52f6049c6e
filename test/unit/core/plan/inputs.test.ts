// What the inputs of the calculator do, one at a time: a text as typed, and a sum done by hand that it changes.
import { expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { editField, type FieldId } from "../../../../src/core/plan/form.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import type { CalculatorResults } from "../../../../src/core/plan/model/results.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";

/** 262,144 entries of 256 bytes and as many buckets of 8; 1,000 connections a second of 0.25 s, and then 120 s in TIME_WAIT. */
const start = stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 });
const MIB = 2 ** 20;

function resultsWith(id: FieldId, text: string): CalculatorResults {
  const edited = editField(start, id, text);
  if ("error" in edited) throw new Error(edited.error);
  const results = calculate(edited.state);
  if ("problems" in results) throw new Error(JSON.stringify(results.problems));
  return results;
}

test.each<readonly [FieldId, string, (results: CalculatorResults) => unknown, number]>([
  ["max", "128k", ({ memory }) => memory.bytes.entries, 32 * MIB],
  ["buckets", "512k", ({ memory }) => memory.bytes.hashTable, 4 * MIB],
  ["namespaces", "3", ({ memory }) => memory.allNamespaces, 3 * 64 * MIB + 2 * MIB],
  ["meanChain", "1", ({ recommendation }) => recommendation.buckets / recommendation.max, 2],
  ["peakFactor", "2", ({ occupancy }) => occupancy?.peakLive, 2 * 1000 * 120.25],
])("%s %s", (id, text, figure, expected) => {
  expect(figure(resultsWith(id, text))).toBe(expected);
});
