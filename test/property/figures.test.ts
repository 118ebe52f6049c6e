// One file, one set of figures: whoever is asked what its table costs and holds says the same, in the same rounding.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planText } from "../../src/cli/plan-report.ts";
import type { RunningSettings } from "../../src/core/evidence/host.ts";
import { defaultFeatures } from "../../src/core/kernel/entry-size.ts";
import { KNOWN_KERNELS } from "../../src/core/kernel/known-kernels.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { readTargetPart } from "../../src/core/kernel/target-words.ts";
import { applyPreview } from "../../src/core/language/apply-preview.ts";
import { codeLenses } from "../../src/core/language/code-lens.ts";
import { hover } from "../../src/core/language/hover.ts";
import { inlayHints } from "../../src/core/language/inlay-hints.ts";
import { tableStatus } from "../../src/core/language/status.ts";
import { calculate } from "../../src/core/plan/model/calculate.ts";
import { comparisonOf } from "../../src/core/plan/model/comparison.ts";
import { fileValues } from "../../src/core/plan/page/file-values.ts";
import { stateFrom } from "../../src/core/plan/page/source.ts";
import type { CalculatorState } from "../../src/core/plan/state.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { size } from "../../src/core/sizing/size.ts";
import { parse } from "../../src/core/sysctl/parse.ts";

const GIB = 1024 ** 3;
const MAX = "net.netfilter.nf_conntrack_max";

interface Table {
  readonly kernel: string;
  readonly memory: number;
  readonly max: number;
  readonly buckets: number | undefined;
  readonly switches: Readonly<Record<"acct" | "timestamp" | "events", number | undefined>>;
}

const onOff = fc.option(fc.constantFrom(0, 1), { nil: undefined });

const tables: fc.Arbitrary<Table> = fc.record({
  kernel: fc.constantFrom(...KNOWN_KERNELS.map(({ version }) => version).filter((version) => !version.startsWith("2."))),
  memory: fc.constantFrom(0.5, 2, 8, 64).map((gib) => gib * GIB),
  max: fc.integer({ min: 1000, max: 2 ** 23 }),
  buckets: fc.option(fc.integer({ min: 1, max: 2 ** 23 }), { nil: undefined }),
  switches: fc.record({ acct: onOff, timestamp: onOff, events: onOff }),
});

function textOf({ max, buckets, switches }: Table): string {
  const lines = Object.entries(switches).flatMap(([name, value]) =>
    value === undefined ? [] : [`net.netfilter.nf_conntrack_${name} = ${value}`],
  );
  if (buckets !== undefined) lines.push(`net.netfilter.nf_conntrack_buckets = ${buckets}`);
  return `${[...lines, `${MAX} = ${max}`].join("\n")}\n`;
}

function targetOf({ kernel, memory }: Table): KernelTarget {
  return { ...DEFAULT_TARGET, memory, ...readTargetPart("kernel", kernel).part };
}

/** "366 MiB", "79", "290,813": what of a table is shown as text, by what it is. */
function figuresIn(text: string): { readonly total?: string; readonly chain?: string; readonly reliable?: string } {
  const total = /(?:[Ff]ull table(?::| takes| will take)|cost) ([\d,.]+ \w+)/.exec(text)?.[1];
  const chain = /[Aa]verage chain when full(?::| is)? ([\d,.]*\d)/.exec(text)?.[1];
  const reliable = /[Rr]eliable up to ([\d,]+)/.exec(text)?.[1];
  return { ...(total && { total }), ...(chain && { chain }), ...(reliable && { reliable }) };
}

function calculated(target: KernelTarget, text: string): { readonly state: CalculatorState; readonly results: Results } {
  const state = stateFrom(target, fileValues(parse(text), { target, applier: "systemd" }));
  const results = calculate(state);
  if ("problems" in results) throw new Error(JSON.stringify(results.problems));
  return { state, results };
}

type Results = Exclude<ReturnType<typeof calculate>, { readonly problems: unknown }>;

/** A host that has the kernel's own values but for its buckets, which some kernels let nobody set. */
function hostOf({ memory, kernel }: Table, target: KernelTarget, buckets: number): RunningSettings {
  const values = {
    "net/netfilter/nf_conntrack_max": 1,
    "net/netfilter/nf_conntrack_buckets": buckets,
    "net/netfilter/nf_conntrack_acct": 0,
    "net/netfilter/nf_conntrack_timestamp": 0,
    "net/netfilter/nf_conntrack_events": defaultFeatures(target).includes("events") ? 1 : 2,
  };
  return { kernel, arch: "x86_64", hz: 250, memory, count: 0, max: 1, buckets, values, initialNamespace: true };
}

describe("same file, same figures", () => {
  test("lens, status, hover, hint, calculator, plan, size, preview and rules", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const text = textOf(table);
        const target = targetOf(table);
        const document = parse(text);
        const options = { target, applier: "systemd" as const, memoryShare: 0.25 };
        const { state, results } = calculated(target, text);
        const lens = codeLenses(document, options)[0]?.title ?? "";
        const detail = tableStatus(document, options)?.detail ?? "";
        const whole = figuresIn(detail);
        expect(Object.keys(whole)).toHaveLength(3);
        const { reliable, ...short } = whole;

        const offset = text.lastIndexOf(String(table.max)) + 1;
        const hovered = hover(document, offset, options)?.markdown.replace(/\\(.)/g, "$1") ?? "";
        const hint = inlayHints(document, { start: 0, end: text.length }, options).at(-1);
        expect(figuresIn(hovered)).toEqual(whole);
        expect(figuresIn(hint?.tooltip ?? "")).toEqual(whole);
        expect(hint?.label).toContain(`${whole.total} when full`);
        expect(figuresIn(lens)).toEqual(results.chains.reliable < table.max ? whole : short);
        const compared = new Map(comparisonOf(state, results, "recommended").map(({ id, now }) => [id, now]));
        expect([compared.get("memory"), compared.get("reliable")]).toEqual([whole.total, reliable]);
        const refused = /dropped from ([\d,]+)/.exec(results.verdict.text)?.[1];
        if (results.chains.reliable < table.max) expect(refused).toBe(reliable);

        const asked = size({ target, max: table.max, buckets: state.buckets.value, features: state.features.value });
        if ("error" in asked) throw new Error(asked.error);
        expect([asked.bytes.total, asked.chain.mean, asked.chain.reliableEntries]).toEqual([
          results.memory.allNamespaces,
          results.chains.mean,
          results.chains.reliable,
        ]);

        const printed = planText(state, results, (said) => said);
        expect(
          [/Memory +([\d,.]+ \w+)/, /Average chain +([\d,.]+)/, /Reliable up to +([\d,]+)/].map((row) => row.exec(printed)?.[1]),
        ).toEqual([whole.total, whole.chain, whole.reliable]);

        const findings = lint(document, options);
        for (const { rule, message } of findings) {
          if (rule === "memory-budget") expect(/takes ([\d,.]+ \w+),/.exec(message)?.[1]).toBe(whole.total);
          if (rule === "bucket-ratio") expect(whole).toMatchObject(figuresIn(message));
        }
        const notes = applyPreview(document, hostOf(table, target, state.buckets.value))?.notes.join(" ") ?? "";
        expect(figuresIn(notes)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test("by hand: a million entries with counters in 16,384 buckets", () => {
    const text = `net.netfilter.nf_conntrack_acct = 1\nnet.netfilter.nf_conntrack_buckets = 16384\n${MAX} = 1000000\n`;
    const { results } = calculated(DEFAULT_TARGET, text);
    // 62,500 slabs of 16 objects of 256 bytes, 31,250 of 32 blocks of 128 bytes, each in 4 KiB; 16,384 heads of 8 bytes.
    expect(results.memory.allNamespaces).toBe(62_500 * 4096 + 31_250 * 4096 + 16_384 * 8);
    // Poisson: with 50 to 79 nodes, 0.1 % are refused from 17.75 entries a bucket on.
    expect(results.chains.reliable / 16_384).toBeCloseTo(17.75, 1);
    // Chains of the entries that get in: 2 for each in 16,384.
    expect(results.chains.mean).toBeCloseTo((2 * (results.chains.heldOfMax ?? 0)) / 16_384, 9);
    expect(results.verdict.text).toMatch(/^Some new connections are dropped from 290,7\d\d entries on \(29\.1 % of the limit\), /);
  });
});
