// The model against what real tables of a running kernel did, recorded by test/kernel/verify.ts --record: memory,
// capacity and occupancy on every machine. Whether this machine's kernel does the same is for npm run verify:kernel.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ARCHES, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import {
  checkCapacity,
  checkHashTable,
  checkMemory,
  checkTraffic,
  isRight,
  SETTINGS,
  type TablesRecording,
} from "../../../kernel/tables.ts";

const recording: TablesRecording = JSON.parse(readFileSync(new URL("../../../fixtures/live-kernel-tables.json", import.meta.url), "utf8"));
const arch = ARCHES.find((known) => known === recording.arch);
if (!arch) throw new Error(`unknown architecture: ${recording.arch}`);
const target: KernelTarget = { kernel: version(recording.kernel), arch, hz: recording.hz };

describe(`tables of Linux ${recording.kernel}, HZ ${recording.hz}`, () => {
  test("enough was recorded to mean something", () => {
    expect(recording.memory.map(({ setting }) => setting)).toEqual(SETTINGS);
    for (const { points } of recording.memory) expect(points.map(({ flows }) => flows)).toEqual([0, 10_000, 100_000, 300_000]);
    expect(recording.hashTables.length).toBeGreaterThan(1);
    expect(recording.capacity.length).toBe(5);
    for (const { plan, counts, started } of recording.traffic) {
      const rate = plan.classes.reduce((sum, flow) => sum + flow.rate, 0);
      expect(rate).toBeLessThanOrEqual(1000);
      expect(counts.length).toBeGreaterThan(90);
      expect(Object.keys(started).length).toBe(plan.classes.length);
      const [, apart] = plan.dumps;
      expect(apart).toBeGreaterThanOrEqual(2 * Math.max(...Object.values(plan.timeouts)));
    }
    expect(recording.traffic[0]?.dumps.length).toBe(5);
  });

  const checks = [
    ...recording.memory.flatMap((run) => checkMemory(run, target)),
    ...recording.hashTables.flatMap((run) => checkHashTable(run, target)),
    ...recording.capacity.map((run) => checkCapacity(run, target)),
    ...recording.traffic.flatMap((run, index) =>
      checkTraffic(run, target).map((check) => ({ ...check, what: `traffic ${index + 1}: ${check.what}` })),
    ),
  ];

  test.each(checks)("$what: $kernel", (check) => {
    expect(isRight(check) ? check.ours : { ...check }).toBe(check.ours);
  });

  test("a model that is off would be told", () => {
    for (const check of checks) {
      if (check.ours === 0) continue;
      expect(isRight({ ...check, ours: check.ours * 1.5 + 10 })).toBe(false);
    }
  });
});
