// Nothing hostile gets to a surface of the editor: findings, hovers, completion, outline, pages, reports, questions. 600 texts
// here; RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { expect, test } from "vitest";
import { effective } from "../../src/core/boot/effective.ts";
import { memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../src/core/boot/tree/tree.ts";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { diagnosisPage } from "../../src/core/diagnosis/page/page.ts";
import { createEvidenceReader } from "../../src/core/evidence/evidence-reader.ts";
import type { HostReading } from "../../src/core/evidence/host.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { applyPreview, applyPreviewText } from "../../src/core/language/apply-preview.ts";
import { codeLenses } from "../../src/core/language/code-lens.ts";
import { complete } from "../../src/core/language/completion.ts";
import { describePath } from "../../src/core/language/describe-key.ts";
import { toMarkdown } from "../../src/core/language/description.ts";
import { effectivePage } from "../../src/core/language/effective-page.ts";
import { hover } from "../../src/core/language/hover.ts";
import { inlayHints } from "../../src/core/language/inlay-hints.ts";
import { keyPage } from "../../src/core/language/key-page.ts";
import { moduleFileHover } from "../../src/core/language/module-files.ts";
import { type OutlineSymbol, outline } from "../../src/core/language/outline.ts";
import { rulePage } from "../../src/core/language/rule-page.ts";
import { tableStatus, targetStatus } from "../../src/core/language/status.ts";
import { liveTable } from "../../src/core/live/live-table.ts";
import { EXPORTS } from "../../src/core/plan/exports/kinds.ts";
import { calculate } from "../../src/core/plan/model/calculate.ts";
import { parsePlan } from "../../src/core/plan/plan-file.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { lintHost } from "../../src/core/rules/engine/lint-host.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import { keyPath } from "../../src/core/sysctl/key-path.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { visible, visibleMessage } from "../../src/core/text/visible.ts";
import { documents } from "./documents.ts";
import { COUNTERS, DUMPS, LOG } from "./host-lines.ts";
import { hostile, poisoned, rawIn } from "./hostile.ts";

const runs = Number(process.env["RUNS"] ?? 600);
const limit = { timeout: Math.max(60_000, runs * 200) };

function expectPlain(text: string, where: string): void {
  expect(rawIn(text), `${where}: ${JSON.stringify(text)}`).toBeUndefined();
}

/** What GitHub's Markdown would make a link of by itself. */
function expectNoLinks(markdown: string): void {
  expectPlain(markdown, "markdown");
  expect(markdown).not.toMatch(/(?<!\\):\/\/|www\.|(?<!\\)@/i);
}

const running: HostReading = {
  ...{ kernel: "6.12.107", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: 4, count: 1000, max: 65_536, buckets: 65_536 },
  values: { "net/netfilter/nf_conntrack_max": 65_536, "net/netfilter/nf_conntrack_udp_timeout": 30 },
  ...{ initialNamespace: true, namespace: null, statistics: null, slab: null, unread: [] },
};

test(`${runs} files`, limit, () => {
  fc.assert(
    fc.property(poisoned(documents), fc.constantFrom(...APPLIERS), fc.nat(), (text, applier, seed) => {
      const document = parse(text);
      const options = { target: DEFAULT_TARGET, applier };
      for (const { message, related = [], fixes } of lint(document, options)) {
        for (const one of [message, ...related.map((place) => place.message), ...fixes().map(({ title }) => title)])
          expectPlain(one, "finding");
      }
      const offset = text.length === 0 ? 0 : seed % (text.length + 1);
      const shown = hover(document, offset, options, running);
      if (shown) expectNoLinks(shown.markdown);
      for (const { documentation, detail } of complete(document, offset, options).slice(0, 5))
        expectPlain(`${detail}${documentation?.() ?? ""}`, "completion");
      const named = (symbols: readonly OutlineSymbol[]): readonly string[] =>
        symbols.flatMap(({ name, detail, children }) => [name, detail, ...named(children)]);
      for (const name of named(outline(document))) expectPlain(name, "outline");
      for (const { label, tooltip } of inlayHints(document, { start: 0, end: text.length }, options, running))
        expectPlain(`${label} ${tooltip}`, "hint");
      for (const { title } of codeLenses(document, options)) expectPlain(title, "lens");
      expectPlain(tableStatus(document, options)?.detail ?? "", "status");
      expectPlain(targetStatus(document, options, "default settings").label, "status");
      const preview = applyPreview(document, running, "procps");
      if (preview) expectPlain(applyPreviewText(preview), "question");
    }),
    { numRuns: runs },
  );
});

test(`${runs} trees`, limit, async () => {
  const name = hostile.map((text) => text.replaceAll("/", "_").replaceAll("\0", ""));
  await fc.assert(
    fc.asyncProperty(poisoned(documents), poisoned(documents), name, async (one, other, called) => {
      const files = {
        "/etc/sysctl.d/50-a.conf": one,
        [`/etc/sysctl.d/${called}.conf`]: other,
        [`/etc/modprobe.d/${called}.conf`]: `options nf_conntrack hashsize=${other}`,
      };
      const host = effective(await readTree(memoryPort(files)), { target: DEFAULT_TARGET, applier: "auto" });
      for (const { findings } of lintHost(host))
        for (const { message, related = [], fixes } of findings)
          for (const text of [message, ...related.map((place) => place.message), ...fixes().map(({ title }) => title)])
            expectPlain(text, "finding");
      expectPlain(effectivePage(host).text, "page");
      const module = { kind: "options", text: `options nf_conntrack hashsize=${other}`, target: DEFAULT_TARGET, host } as const;
      for (const at of [10, 24, 40]) {
        const shown = moduleFileHover(module, at);
        if (shown) expectNoLinks(shown.markdown);
      }
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});

test(`${runs} logs, counters and tables`, limit, () => {
  const lines = fc.array(fc.oneof(fc.constantFrom(...DUMPS, ...LOG, ...COUNTERS)), { maxLength: 6 }).map((all) => all.join(""));
  fc.assert(
    fc.property(poisoned(lines), hostile, (text, source) => {
      const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece), running);
      reader.begin();
      try {
        reader.push(new TextEncoder().encode(text));
        reader.end();
      } catch (error) {
        expectPlain(visibleMessage((error as Error).message), "message");
        return;
      }
      const evidence = reader.evidence();
      const page = diagnosisPage(
        diagnose(evidence),
        evidence,
        { source, before: undefined, canCheck: true, hostAtHand: true },
        String,
      ).html;
      expectPlain(page, "page");
      expect(page).not.toMatch(/<img|<script/i);
      if (evidence.table) expectPlain(visible(JSON.stringify(liveTable(evidence.table))), "live table");
    }),
    { numRuns: Math.ceil(runs / 2) },
  );
});

test(`${runs} plans`, limit, () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom("tcp", "udp"), (name, protocol) => {
      const plan = { version: 1, classes: [{ name, protocol, rate: 100, duration: 10, port: 53 }], [name]: undefined };
      const read = parsePlan(JSON.stringify(plan));
      if ("problems" in read) {
        for (const { message } of read.problems) expectPlain(message, "problem");
        return;
      }
      const results = calculate(read.state);
      if ("problems" in results) return;
      for (const { print } of EXPORTS) expectPlain(print(read.state, results, "recommended"), "export");
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});

test(`${runs} words to explain, and all rules`, limit, () => {
  for (const rule of RULES) expectPlain(rulePage(rule), rule.id);
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom("net.netfilter.nf_conntrack_", "net.ipv4.netfilter.ip_conntrack_", "net.core.", ""),
      (word, home) => {
        const description = describePath(keyPath(home + word), DEFAULT_TARGET);
        if (description) expectNoLinks(toMarkdown(description));
        const page = keyPage(keyPath(home + word), DEFAULT_TARGET);
        if (page !== undefined) expectNoLinks(page);
        expect(visibleMessage(word)).not.toMatch(/\]\(/);
        expectPlain(visibleMessage(word), "message");
      },
    ),
    { numRuns: runs },
  );
});
