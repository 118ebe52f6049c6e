// Four times the text, at most some four times the work: counted in steps, so the same on any machine. `npm run bench -- linear`
// takes the time, with many more texts.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../host/project.ts";
import { ENTRIES } from "../hostile/entries.ts";

test("every door takes steps in proportion to the text", { timeout: 300_000 }, () => {
  const printed = execFileSync(process.execPath, [join(projectRoot, "test", "hostile", "grown.ts")], { encoding: "utf8" });
  const { "a loop in a loop": proof, ...grown } = JSON.parse(printed) as Readonly<Record<string, readonly string[]>>;
  expect(proof?.length).toBeGreaterThan(0);
  expect(Object.keys(grown)).toEqual(ENTRIES.map(({ name }) => name));
  expect(Object.entries(grown).filter(([, found]) => found.length > 0)).toEqual([]);
});
