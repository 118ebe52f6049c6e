// One file, one limit: every surface against what the real programs left, recorded by test/appliers/verify.ts --record.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { APPLIERS, type Applier } from "../../../../src/core/sysctl/applier.ts";
import { BEFORE, MAX, ONE_FILE } from "../../../appliers/one-file.ts";
import { lensLine, surfaces, treeOfOne } from "../../../surfaces.ts";

interface Limits {
  readonly kernel: string;
  readonly programs: Readonly<Record<Applier, string>>;
  readonly before: number;
  readonly left: Readonly<Record<string, Readonly<Record<Applier, number>>>>;
}

const limits: Limits = JSON.parse(readFileSync(new URL("../../../fixtures/one-file-limits.json", import.meta.url), "utf8"));

// The kernel of the recording on a machine whose own limit is the one that stood before.
const target = { ...DEFAULT_TARGET, hz: 250, memory: 8 * 2 ** 30 };

test("every form was given to every program", () => {
  expect(limits.before).toBe(BEFORE);
  expect(Object.keys(limits.left)).toEqual(Object.keys(ONE_FILE));
  for (const own of Object.values(limits.left)) expect(Object.keys(own).sort()).toEqual([...APPLIERS].sort());
});

describe.each(Object.entries(ONE_FILE))("%s", (name, text) => {
  test.each(APPLIERS)("%s", async (applier) => {
    const asked = { text, target, applier };
    const left = limits.left[name]?.[applier];
    const host = await treeOfOne(asked);
    expect(host.finalNumber(MAX)).toBe(BigInt(left ?? 0));
    const isSet = host.winner(MAX) !== undefined;
    for (const [surface, said] of Object.entries(surfaces(asked))) {
      // Who speaks of it at all says the same; the calculator speaks of what is set, a preview of what changes.
      if (MAX in said) expect([surface, said[MAX]]).toEqual([surface, isSet ? String(left) : null]);
    }
    const { calculator } = surfaces(asked);
    expect(calculator?.[MAX]).toBe(isSet ? String(left) : undefined);
    expect(lensLine(asked) === undefined).toBe(!isSet);
  });
});
