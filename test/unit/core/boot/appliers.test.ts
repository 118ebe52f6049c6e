// The appliers against what the real programs did, recorded by test/appliers/verify.ts --record: the replay runs everywhere.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { linesOf } from "../../../../src/core/boot/appliers/lines.ts";
import { inSettings, predict } from "../../../appliers/agreement.ts";
import { type Recording, settingOf, shorten, targetOf } from "../../../appliers/recording.ts";
import { runName } from "../../../appliers/tree-spec.ts";
import { allTrees } from "../../../appliers/trees.ts";

const recording: Recording = JSON.parse(readFileSync(new URL("../../../fixtures/applier-writes.json", import.meta.url), "utf8"));
const target = targetOf(recording);
const setting = settingOf(recording);
const trees = allTrees();

describe(`recorded with ${Object.entries(recording.programs)
  .map((program) => program.join(" "))
  .join(", ")}`, () => {
  test("every tree was recorded, with every run", () => {
    const names = (runs: Iterable<readonly [string, readonly string[]]>) => [...runs].map(([name, own]) => `${name}: ${own.join(", ")}`);
    expect(names(trees.map((tree) => [tree.name, tree.runs.map(runName)] as const))).toEqual(
      names(Object.entries(recording.runs).map(([name, runs]) => [name, Object.keys(runs)] as const)),
    );
  });

  test("enough was written to mean something", () => {
    expect(trees.length).toBeGreaterThanOrEqual(300);
    for (const program of ["systemd", "procps", "busybox"]) {
      const runs = Object.values(recording.runs).flatMap((own) => Object.entries(own).filter(([name]) => name.split(" ")[0] === program));
      const writes = runs.flatMap(([, [all]]) => all);
      expect(runs.length).toBeGreaterThanOrEqual(300);
      expect(writes.filter(([path]) => path.startsWith("!")).length).toBeGreaterThan(100);
      expect(writes.filter(([path]) => !path.startsWith("!")).length).toBeGreaterThan(500);
    }
  });

  test.each(["systemd", "procps", "busybox"])("%s: the same writes in the same order, and the same values in the end", async (program) => {
    for (const tree of trees) {
      for (const run of tree.runs.filter((one) => one.program === program)) {
        const ours = shorten(inSettings(await predict(tree, run, setting, target)));
        expect([tree.name, runName(run), ours]).toEqual([tree.name, runName(run), recording.runs[tree.name]?.[runName(run)]]);
      }
    }
  });
});

test("BusyBox: a hundred thousand lines that continue one another are one line, and cost no more than they are long", () => {
  const lines = 100_000;
  const key = "net.netfilter.nf_conntrack_max";
  const { all } = linesOf("busybox", { reading: { text: `${key}=\\\n`.repeat(lines) } });
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ kind: "set", line: 0, key, value: `${key}=`.repeat(lines - 1) });
});
