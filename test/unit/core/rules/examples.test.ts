// Each rule's documented examples are its tests: `bad` gives exactly one finding, of this rule; `good` gives none;
// the fix marked safe, or else the first, leads from bad to good.
import { describe, expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration, readEmbedded } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { targetOf } from "../../../../src/core/kernel/target-words.ts";
import { docsOf, RULE_IDS } from "../../../../src/core/rules/docs.ts";
import { exampleTexts } from "../../../../src/core/rules/engine/example-text.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { lintEmbedded } from "../../../../src/core/rules/engine/lint-embedded.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";
import type { Example, ExampleTree, TreeExample } from "../../../../src/core/rules/engine/rule-docs.ts";
import { RULES } from "../../../../src/core/rules/index.ts";
import { controlComments } from "../../../../src/core/sysctl/control.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";

function optionsOf(example: Pick<Example, "target" | "applier">) {
  const words = parse(`# conntrack-target: ${example.target ?? ""}`);
  const target: KernelTarget = targetOf(DEFAULT_TARGET, controlComments(words));
  return { target, applier: example.applier ?? ("systemd" as const) };
}

test("ids are unique and in kebab case", () => {
  const ids = RULES.map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

test("each rule has documentation, and nothing else has", () => {
  expect(RULES.map(({ id }) => id).sort()).toEqual([...RULE_IDS].sort());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const docs = docsOf(rule.id);

  test("says why, shows an example and cites something", () => {
    expect(docs.why).not.toBe("");
    expect(exampleTexts(docs).length).toBeGreaterThan(0);
    expect(docs.sources.length).toBeGreaterThan(0);
    expect(docs.title).toMatch(/^[A-Z].*[^.]$/);
  });

  test.each(docs.examples)("$bad", (example) => {
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

  test.each(docs.embedded ?? [])("$bad", (example) => {
    const options = optionsOf(example);
    const findings = lintEmbedded(parse(example.bad), readEmbedded(example.bad, example.kind), options).findings;
    expect(findings.map((finding) => finding.rule)).toEqual([id]);
    expect(lintEmbedded(parse(example.good), readEmbedded(example.good, example.kind), options).findings).toEqual([]);
    expect(findings[0]?.message.length).toBeLessThanOrEqual(120);
    expect(findings[0]?.message).toMatch(/^[A-Z"].*[^.]$/);
  });

  test.each((docs.trees ?? []).map((example) => [Object.keys(example.bad).join(" "), example] as const))("%s", async (_, example) => {
    const found = await findingsIn(example.bad, example);
    expect(found.map(({ finding }) => finding.rule)).toEqual([id]);
    expect(await findingsIn(example.good, example)).toEqual([]);
    const [first] = found;
    expect(first?.finding.message.length).toBeLessThanOrEqual(120);
    expect(first?.finding.message).toMatch(/^[A-Z"].*[^.]$/);
    if (example.fixable === false || !first) return;
    const [fix] = first.finding.fixes();
    const mended: Record<string, string> = { ...example.bad, [first.file]: applyEdits(example.bad[first.file] ?? "", fix?.edits ?? []) };
    if (fix?.create) mended[fix.create.path] = fix.create.text;
    expect(mended).toEqual(example.good);
  });
});

async function findingsIn(tree: ExampleTree, example: TreeExample) {
  const host = effective(await readTree(memoryPort(tree)), { ...optionsOf(example), kubeProxy: kubeProxyConfiguration });
  return lintHost(host).flatMap(({ file, findings }) => findings.map((finding) => ({ file: file.path, finding })));
}
