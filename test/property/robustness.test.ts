// Whatever the text: nothing throws, no byte is lost, every place and edit is inside the text.
// 2,000 documents here; RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { codeActions } from "../../src/core/language/code-actions.ts";
import { complete } from "../../src/core/language/completion.ts";
import { hover } from "../../src/core/language/hover.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import type { SysctlDocument } from "../../src/core/sysctl/document.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../src/core/text/span.ts";
import { documents } from "./documents.ts";

const runs = Number(process.env["RUNS"] ?? 2000);

// Built once: facts are looked up by target object.
const targets: readonly KernelTarget[] = [
  DEFAULT_TARGET,
  ...["2.6.18", "2.6.32.67", "3.10.0-1160.el7", "4.4", "4.9.337", "4.19", "5.10", "5.15.41", "6.1.0-50-amd64", "7.0", "7.2.13"].flatMap(
    (text): KernelTarget[] => [
      { kernel: version(text), arch: "x86_64", hz: 250, memory: 8 * 2 ** 30 },
      { kernel: version(text), arch: "arm" },
    ],
  ),
];

function expectWhole(document: SysctlDocument): void {
  const { text, lines, lineStarts } = document;
  let at = 0;
  for (const [index, line] of lines.entries()) {
    expect(line.number).toBe(index);
    expect(line.start).toBe(at);
    expect(lineStarts[index]).toBe(at);
    expect(text.slice(line.start, line.end)).not.toMatch(/[\r\n]/);
    const next = lines[index + 1];
    const ending = text.slice(line.end, next?.start ?? text.length);
    expect(next ? ["\n", "\r", "\r\n"] : [""]).toContain(ending);
    at = line.end + ending.length;
    if (line.kind === "setting") {
      expect(text.slice(line.key.start, line.key.end)).toBe(line.key.text);
      expect(text.slice(line.value.start, line.value.end)).toBe(line.value.text);
      expect(text[line.equals]).toBe("=");
      expect(
        line.start <= line.key.start && line.key.end <= line.equals && line.equals < line.value.start && line.value.end <= line.end,
      ).toBe(true);
    }
  }
  expect(at).toBe(text.length);
}

test(`${runs} documents, random and mutated`, { timeout: Math.max(60_000, runs * 4) }, () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...targets), fc.constantFrom(...APPLIERS), fc.nat(), (text, target, applier, seed) => {
      const document = parse(text);
      expectWhole(document);
      const findings = lint(document, { target, applier });
      for (const finding of findings) {
        expect(finding.start >= 0 && finding.start <= finding.end && finding.end <= text.length).toBe(true);
        expect(finding.message).toMatch(/^[^\n]{10,120}$/);
        for (const fix of finding.fixes()) applyEdits(text, fix.edits);
      }
      const offset = text.length === 0 ? 0 : seed % (text.length + 1);
      const shown = hover(document, offset, { target, applier });
      if (shown) expect(shown.start <= offset && offset <= shown.end).toBe(true);
      for (const item of complete(document, offset, { target, applier })) {
        expect(item.replace.start <= offset && offset <= item.replace.end && item.replace.end <= text.length).toBe(true);
      }
      for (const action of codeActions(document, findings, { start: offset, end: offset })) applyEdits(text, action.edits);
    }),
    { numRuns: runs },
  );
});
