// The advice against situations that were staged on booted kernels (npm run verify:advice -- --record): what was shown is
// diagnosed again, and what came of the step is held against what the advice must bring. Needs no kernel.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../../src/core/diagnosis/diagnosis.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";
import { isRight } from "../../../kernel/tables.ts";
import { checkOccupancy } from "../../../lab/advice/occupancy.ts";
import { shortfall } from "../../../lab/advice/result.ts";
import { SITUATIONS, situationNamed } from "../../../lab/advice/situations.ts";
import { stepsOf } from "../../../lab/advice/steps.ts";
import { readEvidence, readOccupancy, readResults } from "../../../lab/advice/store.ts";

const results = readResults();

function diagnosed(text: string): Diagnosis {
  const decoder = new TextDecoder();
  const reader = createEvidenceReader(() => (piece) => decoder.decode(piece, { stream: true }));
  reader.begin();
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return diagnose(reader.evidence());
}

describe.each(results.map((result) => [result.kernel, result.situation, result] as const))("%s, %s", (_, name, result) => {
  const situation = situationNamed(name) ?? SITUATIONS[0];
  if (!situation) throw new Error(`no situation is called ${name}`);
  const diagnosis = diagnosed(readEvidence(result));

  test("is named by its true cause first, with the step that was taken", () => {
    expect(situation.causes).toContain(diagnosis.causes[0]?.id);
    expect(stepsOf(diagnosis, situation)).toEqual(result.steps);
  });

  test("got better by the step as much as it must", () => {
    expect(shortfall(result, situation)).toBeUndefined();
  });
});

describe.each(Object.entries(readOccupancy()))("occupancy on %s", (_, { release, runs }) => {
  test.each(checkOccupancy(runs, release).map((check) => [check.what, check] as const))("%s", (_what, check) => {
    expect(isRight(check) ? check.kernel : check).toBe(check.kernel);
  });
});

test("something was staged", () => {
  expect(results.length).toBeGreaterThan(0);
});
