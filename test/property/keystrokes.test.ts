// What is kept from one keystroke to the next (keys, verdicts by key and value) and what is not looked at (settings that are right
// by themselves) change no finding: a target that nothing is known of yet, and one that has judged everything before, say the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { contextOf } from "../../src/core/rules/engine/context.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { isOdd } from "../../src/core/rules/engine/odd-setting.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import { keyPath } from "../../src/core/sysctl/key-path.ts";
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

/** Mostly of settings that are right by themselves. */
const usual = fc
  .array(
    fc.tuple(fc.constantFrom(...allKeys().map(({ path }) => path)), fc.constantFrom("0", "1", "30", "600", "65536", "-1", "010", "5 x")),
  )
  .map((lines) => lines.map(([path, value]) => `${path} = ${value}\n`).join(""));

test(`no rule that looks at odd settings alone has a word on any other, in ${runs} documents`, () => {
  const rules = RULES.filter(({ checkOddSetting }) => checkOddSetting);
  expect(rules.length).toBeGreaterThan(10);
  let looked = 0;
  fc.assert(
    fc.property(fc.oneof(documents, usual), fc.constantFrom(...targets), fc.constantFrom(...APPLIERS), (text, target, applier) => {
      const context = contextOf(parse(text), { target, applier });
      for (const setting of context.settings.filter((one) => !isOdd(one))) {
        looked++;
        const found = rules.filter((rule) => rule.checkOddSetting?.(setting, context));
        expect([setting.line.key.text, found.map(({ id }) => id)]).toEqual([setting.line.key.text, []]);
      }
    }),
    { numRuns: runs },
  );
  expect(looked).toBeGreaterThan(runs);
});

test(`keys are as they are written, met before or not, in ${runs} documents`, () => {
  fc.assert(
    fc.property(documents, (text) => {
      for (const again of [text, text])
        for (const line of parse(again).lines) {
          if (line.kind !== "setting" && line.kind !== "exclusion") continue;
          const { start, end, path, glob, odd, text: written } = line.key;
          const whole = text.slice(start, end);
          expect({ path, glob, odd, written }).toEqual({
            path: keyPath(whole),
            glob: /[*?[]/.test(whole),
            odd: /[\s"'\0]/.test(whole),
            written: whole,
          });
        }
    }),
    { numRuns: runs },
  );
});
