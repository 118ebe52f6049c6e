// Verdicts against what a running kernel did, recorded by test/kernel/verify.ts --record: the replay runs on every machine.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ARCHES, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { compare, fromRecords, type Measured, type Recording } from "../../../kernel/agreement.ts";

const recording: Recording = JSON.parse(readFileSync(new URL("../../../fixtures/live-kernel-writes.json", import.meta.url), "utf8"));
const arch = ARCHES.find((known) => known === recording.arch);
if (!arch) throw new Error(`unknown architecture: ${recording.arch}`);
const target: KernelTarget = { kernel: version(recording.kernel), arch, hz: recording.hz };
const byKey = new Map<string, Measured[]>();
for (const measured of fromRecords(recording.keys)) byKey.set(measured.path, [...(byKey.get(measured.path) ?? []), measured]);

describe(`Linux ${recording.kernel}, HZ ${recording.hz}`, () => {
  test.each([...byKey])("%s", (_, measured) => {
    expect(measured.flatMap((one) => compare(one, target).disagreements)).toEqual([]);
  });

  test("enough was written to mean something", () => {
    const writes = [...byKey.values()].flat().flatMap((one) => one.writes);
    expect(writes.length).toBeGreaterThan(1500);
    expect(writes.filter(([, got]) => got === "refused").length).toBeGreaterThan(500);
    expect(writes.filter(([, got]) => got !== "refused").length).toBeGreaterThan(500);
  });
});
