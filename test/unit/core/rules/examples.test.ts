// Each rule's documented examples are its tests: `bad` gives exactly one finding, of this rule; `good` gives none;
// the fix marked safe, or else the first, leads from bad to good.
import { describe, expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { targetOf } from "../../../../src/core/kernel/target-words.ts";
import { RULES } from "../../../../src/core/rules/index.ts";
import { lint } from "../../../../src/core/rules/lint.ts";
import type { Example } from "../../../../src/core/rules/rule.ts";
import { controlComments } from "../../../../src/core/sysctl/control.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";

function optionsOf(example: Example) {
  const words = parse(`# conntrack-target: ${example.target ?? ""}`);
  const target: KernelTarget = targetOf(DEFAULT_TARGET, controlComments(words));
  return { target, applier: example.applier ?? ("systemd" as const) };
}

test("ids are unique and in kebab case", () => {
  const ids = RULES.map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("says why, shows an example and cites something", () => {
    expect(rule.docs.why.length).toBeGreaterThan(80);
    expect(rule.docs.examples.length).toBeGreaterThan(0);
    expect(rule.docs.sources.length).toBeGreaterThan(0);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
  });

  test.each(rule.docs.examples)("$bad", (example) => {
    const options = optionsOf(example);
    const document = parse(example.bad);
    const findings = lint(document, options);
    expect(findings.map((finding) => finding.rule)).toEqual([id]);
    expect(lint(parse(example.good), options)).toEqual([]);
    const [finding] = findings;
    expect(finding?.message.length).toBeLessThanOrEqual(120);
    expect(finding?.message).toMatch(/^[A-Z"].*[^.]$/);
    if (example.fixable === false) return;
    const [fix] = finding?.fixes() ?? [];
    expect(applyEdits(example.bad, fix?.edits ?? [])).toBe(example.good);
  });
});
