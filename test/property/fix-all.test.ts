// Mending a whole file: edits in bounds and apart, nothing left to mend, and never an error, a warning or an information more than before.
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { fixAll, replaceLegacyNames } from "../../src/core/language/fix-all.ts";
import type { Severity } from "../../src/core/rules/engine/finding.ts";
import { type LintOptions, lint } from "../../src/core/rules/engine/lint.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import type { SysctlDocument } from "../../src/core/sysctl/document.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits, type TextEdit } from "../../src/core/text/span.ts";
import { documents } from "./documents.ts";

const runs = Number(process.env["RUNS"] ?? 2000);

const targets: readonly KernelTarget[] = [
  DEFAULT_TARGET,
  ...["2.6.18", "3.10.0-1160.el7", "4.4", "4.9.337", "5.10", "5.15.41", "6.1.0-50-amd64", "7.0", "7.2.13"].map(
    (text): KernelTarget => ({ kernel: version(text), arch: "x86_64", memory: 8 * 2 ** 30 }),
  ),
];

const told = (severity: Severity, document: SysctlDocument, options: LintOptions): readonly string[] =>
  lint(document, options)
    .filter((finding) => finding.severity === severity)
    .map(({ rule, message }) => `${rule}: ${message}`);

function expectApart(text: string, edits: readonly TextEdit[]): void {
  let at = -1;
  for (const edit of edits) {
    expect(edit.start > at && edit.start <= edit.end && edit.end <= text.length).toBe(true);
    at = edit.end;
  }
}

test(`${runs} documents`, { timeout: Math.max(300_000, runs * 40) }, () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...targets), fc.constantFrom(...APPLIERS), (text, target, applier) => {
      const options = { target, applier };
      const document = parse(text);
      const edits = fixAll(document, options);
      expectApart(text, edits);
      const mended = parse(applyEdits(text, edits));
      expect(fixAll(mended, options)).toEqual([]);
      for (const severity of ["error", "warning", "information"] as const) {
        const [before, after] = [told(severity, document, options), told(severity, mended, options)];
        expect(after.length <= before.length, `${JSON.stringify(mended.text)}: ${after.join("; ")}`).toBe(true);
      }
      applyEdits(text, replaceLegacyNames(document, options));
    }),
    { numRuns: runs },
  );
});
