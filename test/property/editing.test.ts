// Whatever the text: no feature of the editor throws, and every place it names is inside the text.
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { codeLenses } from "../../src/core/language/code-lens.ts";
import { foldingRanges } from "../../src/core/language/folding.ts";
import { keyHighlights } from "../../src/core/language/highlights.ts";
import { inlayHints } from "../../src/core/language/inlay-hints.ts";
import { explainableKey, keyPage } from "../../src/core/language/key-page.ts";
import { type OutlineSymbol, outline } from "../../src/core/language/outline.ts";
import { selectionSpans } from "../../src/core/language/selection.ts";
import { tableStatus, targetStatus } from "../../src/core/language/status.ts";
import { writeTargetKernel } from "../../src/core/language/target-comment.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits, type Span } from "../../src/core/text/span.ts";
import { documents } from "./documents.ts";

const runs = Number(process.env["RUNS"] ?? 2000);

const targets: readonly KernelTarget[] = [
  DEFAULT_TARGET,
  { kernel: version("6.12"), arch: "aarch64", hz: 250, memory: 2 ** 33 },
  { kernel: version("5.10"), arch: "arm", memory: 2 ** 28 },
  { kernel: version("3.10.0-1160.el7"), arch: "x86_64" },
  { kernel: version("2.6.18"), arch: "i386", memory: 2 ** 29 },
];

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function expectNested(symbols: readonly OutlineSymbol[], within: Span): void {
  let at = within.start;
  for (const { span, selection, children, name } of symbols) {
    expect(name).not.toBe("");
    expect(span.start >= at && holds(within, span) && holds(span, selection)).toBe(true);
    expectNested(children, span);
    at = span.end;
  }
}

test(`${runs} documents`, { timeout: Math.max(60_000, runs * 4) }, () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...targets), fc.constantFrom(...APPLIERS), fc.nat(), (text, target, applier, seed) => {
      const document = parse(text);
      const options = { target, applier };
      const whole = { start: 0, end: text.length };
      const offset = seed % (text.length + 1);

      expectNested(outline(document), whole);
      for (const { first, last } of foldingRanges(document)) expect(0 <= first && first < last && last < document.lines.length).toBe(true);
      for (const span of keyHighlights(document, offset) ?? []) expect(holds(whole, span) && span.start < span.end).toBe(true);
      let inner: Span = { start: offset, end: offset };
      for (const span of selectionSpans(document, offset)) {
        expect(holds(whole, span) && holds(span, inner)).toBe(true);
        inner = span;
      }
      expect(inner).toEqual(whole);
      for (const hint of inlayHints(document, whole, options)) expect(hint.offset <= text.length && hint.label !== "").toBe(true);
      for (const lens of codeLenses(document, options)) expect(holds(whole, lens)).toBe(true);
      for (const status of [tableStatus(document, options), targetStatus(document, options, "settings")])
        expect(status?.label ?? "").not.toMatch(/NaN|undefined|Infinity|∞|\?/);
      const key = explainableKey(document, offset, target);
      if (key !== undefined) expect(keyPage(key, target)).toBeDefined();
      const edits = writeTargetKernel(document, "5.10");
      expect(targetStatus(parse(applyEdits(text, edits)), options, "settings").text).toBe("Linux 5.10");
    }),
    { numRuns: runs },
  );
});
