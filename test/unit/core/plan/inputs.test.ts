// What the inputs of the calculator do, one at a time: a text as typed, and a sum done by hand that it changes.
import { expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { addClass, editField, type FieldId } from "../../../../src/core/plan/form.ts";
import type { InputId } from "../../../../src/core/plan/inputs/inputs.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import type { CalculatorResults } from "../../../../src/core/plan/model/results.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";

/** 262,144 entries of 256 bytes and as many buckets of 8; 1,000 connections a second of 0.25 s, and then 120 s in TIME_WAIT. */
const start = edited([["classes.0.rate", "1000"]], addClass(stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 })));
const MIB = 2 ** 20;

function edited(edits: readonly (readonly [FieldId, string])[], from: CalculatorState = start): CalculatorState {
  return edits.reduce((state, [id, text]) => {
    const result = editField(state, id, text);
    if ("error" in result) throw new Error(result.error);
    return result.state;
  }, from);
}

type Row = readonly [edits: readonly (readonly [FieldId, string])[], figure: (results: CalculatorResults) => unknown, expected: number];

test.each<Row>([
  [[["max", "128k"]], ({ memory }) => memory.bytes.entries, 32 * MIB],
  [[["buckets", "512k"]], ({ memory }) => memory.bytes.hashTable, 4 * MIB],
  [[["namespaces", "3"]], ({ memory }) => memory.allNamespaces, 3 * 64 * MIB + 2 * MIB],
  [[["meanChain", "1"]], ({ recommendation }) => recommendation.buckets / recommendation.max, 2],
  [[["peakFactor", "2"]], ({ occupancy }) => occupancy?.peakLive, 2 * 1000 * 120.25],
  [[["lookups.names", "10"]], ({ occupancy }) => occupancy?.rate, 1000 + 10],
  [
    [
      ["lookups.names", "10"],
      ["lookups.tries", "4"],
    ],
    ({ occupancy }) => occupancy?.rate,
    1000 + 10 * 4,
  ],
  [
    [
      ["lookups.names", "10"],
      ["lookups.sockets", "2"],
    ],
    ({ occupancy }) => occupancy?.rate,
    1000 + 10 * 2,
  ],
  [[["checks.targets", "20"]], ({ occupancy }) => occupancy?.rate, 1000 + 20 / 10],
  [
    [
      ["checks.targets", "20"],
      ["checks.interval", "5"],
    ],
    ({ occupancy }) => occupancy?.rate,
    1000 + 20 / 5,
  ],
])("%j", (edits, figure, expected) => {
  const results = calculate(edited(edits));
  if ("problems" in results) throw new Error(JSON.stringify(results.problems));
  expect(figure(results)).toBe(expected);
});

// tcp_retries2 and tcp_orphan_retries are one byte each, tcp_keepalive_probes is 1 to 127. What they do to entries is tested
// with the walk of a flow (test/unit/core/sizing/walk.test.ts).
test.each<readonly [FieldId & InputId, string, number, string]>([
  ["retries", "5", 5, "256"],
  ["orphanRetries", "3", 3, "256"],
  ["keepalive.time", "2 min", 120, "0"],
  ["keepalive.interval", "10", 10, "0"],
  ["keepalive.probes", "127", 127, "128"],
])("%s takes %s, and not %s", (id, text, value, beyond) => {
  expect(edited([[id, text]])[id].value).toBe(value);
  expect(editField(start, id, beyond)).toHaveProperty("error");
});
