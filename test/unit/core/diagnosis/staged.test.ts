// The advice against situations that were staged on booted kernels (npm run verify:advice -- --record): what was shown is
// diagnosed again, and what came of the step is held against what the advice must bring. Needs no kernel.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../../src/core/diagnosis/diagnosis.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";
import { isRight } from "../../../kernel/tables.ts";
import { checkOccupancy } from "../../../lab/advice/occupancy.ts";
import { shortfall } from "../../../lab/advice/result.ts";
import { situationNamed } from "../../../lab/advice/situations.ts";
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
  const situation = situationNamed(name);
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

const occupancy = Object.entries(readOccupancy());

describe.each(occupancy)("occupancy on %s", (_, { release, runs, checks }) => {
  // An ending that leaves nothing says something only where its flows were there.
  test.each(Object.entries(runs))("%s was sent, and counted", (name, { plan, started, dumps }) => {
    const wanted = plan.classes.find((flow) => flow.name === name)?.rate ?? Number.NaN;
    expect(Math.abs((started[name]?.[0] ?? 0) - wanted)).toBeLessThan(0.05 * wanted);
    expect(dumps.length).toBeGreaterThan(1);
  });

  test("our numbers in docs/verification.md are those of now", () => {
    const shown = (all: typeof checks) => all.map(({ what, ours }) => [what, ours.toFixed(1)]);
    expect(shown(checks)).toEqual(shown(checkOccupancy(runs, release)));
  });

  test.each(checkOccupancy(runs, release).map((check) => [check.what, check] as const))("%s", (_what, check) => {
    expect(isRight(check) ? check.kernel : check).toBe(check.kernel);
  });
});

test("something was staged", () => {
  expect(results.length).toBeGreaterThan(0);
  expect(occupancy.length).toBeGreaterThan(0);
});
