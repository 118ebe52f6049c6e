// What is kept from one keystroke to the next (verdicts by key and value) changes no finding: a target that nothing is known of
// yet, and one that has judged everything before, say the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { documents } from "./documents.ts";

const runs = Math.min(Number(process.env["RUNS"] ?? 150), 20_000);

const targets: readonly KernelTarget[] = [
  DEFAULT_TARGET,
  { kernel: version("5.10"), arch: "arm", memory: 2 ** 28 },
  { kernel: version("3.10.0-1160.el7"), arch: "x86_64" },
];

const plain = (text: string, target: KernelTarget, applier: (typeof APPLIERS)[number]) =>
  lint(parse(text), { target, applier }).map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes().length }));

test(`${runs} documents, each after a keystroke in the one before`, { timeout: Math.max(60_000, runs * 10) }, () => {
  let before = "";
  fc.assert(
    fc.property(
      documents,
      fc.constantFrom(...targets),
      fc.constantFrom(...APPLIERS),
      fc.nat(),
      fc.constantFrom(..."0179-=.#\nx"),
      (text, target, applier, seed, typed) => {
        for (const source of [before, text]) {
          const at = seed % (source.length + 1);
          for (const edited of [source, source.slice(0, at) + typed + source.slice(at)])
            expect(plain(edited, target, applier)).toEqual(plain(edited, { ...target }, applier));
        }
        before = text;
      },
    ),
    { numRuns: runs },
  );
});
