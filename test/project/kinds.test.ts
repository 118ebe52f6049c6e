// What is added often is not added without tests of its own: every id is named by a test of its room. Rules bring their tests
// as examples (test/unit/core/rules/examples.test.ts), keys are held against what trees show (test/unit/core/kernel), exports
// against what they are known by (test/unit/core/plan/exports.test.ts).
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { CAUSE_WORDS } from "../../src/core/diagnosis/cause-words.ts";
import { INPUT_IDS } from "../../src/core/plan/inputs/inputs.ts";
import { PRESETS } from "../../src/core/plan/presets.ts";
import { read, root } from "./root.ts";

/** Ids, the folders whose tests have to name them, and a file of them that names them all anyway. */
const KINDS: readonly (readonly [kind: string, ids: readonly string[], folders: string, general: string])[] = [
  ["command", COMMANDS.map(({ name }) => name), "test/unit/cli/", "usage.test.ts"],
  ["input of the calculator", INPUT_IDS, "test/unit/core/plan/", ""],
  ["preset", PRESETS.map(({ id }) => id), "test/unit/core/plan/", ""],
  ["cause", Object.keys(CAUSE_WORDS), "test/unit/core/diagnosis/ test/unit/cli/", ""],
];

test.each(KINDS)("every %s has a test of its own", (_kind, ids, folders, general) => {
  const texts = folders.split(" ").flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith(".ts") && name !== general)
      .map((name) => read(folder + name)),
  );
  expect(ids.length).toBeGreaterThan(5);
  expect(ids.filter((id) => !texts.some((text) => text.includes(`"${id}"`)))).toEqual([]);
});
