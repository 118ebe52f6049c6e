// What is now, what is recommended, and what is typed: one table, one list of settings, and nothing from invented traffic.
import { describe, expect, test } from "vitest";
import { DEFAULT_TARGET, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { prometheusRules } from "../../../../src/core/plan/exports/prometheus.ts";
import { addClass, editField, type FieldId } from "../../../../src/core/plan/form.ts";
import { calculate, resultsOf } from "../../../../src/core/plan/model/calculate.ts";
import { comparisonOf, reductionQuestion } from "../../../../src/core/plan/model/comparison.ts";
import { hasOwnPlan, type PlanChoice } from "../../../../src/core/plan/model/plans.ts";
import { changesOf, settingsToWrite } from "../../../../src/core/plan/model/settings.ts";
import { whyOf } from "../../../../src/core/plan/model/why.ts";
import { fileValues } from "../../../../src/core/plan/page/file-values.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { applyPreset } from "../../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const GIB = 2 ** 30;
const target = { ...DEFAULT_TARGET, memory: 8 * GIB };

function fromFile(text: string, over: KernelTarget = target): CalculatorState {
  return stateFrom(over, fileValues(parse(text), { target: over, applier: "systemd" }));
}

function edited(state: CalculatorState, ...edits: readonly (readonly [FieldId, string])[]): CalculatorState {
  return edits.reduce((before, [id, text]) => {
    const next = editField(before, id, text);
    if ("error" in next) throw new Error(next.error);
    return next.state;
  }, state);
}

function of(state: CalculatorState) {
  const answer = calculate(state);
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

function written(state: CalculatorState, choice: PlanChoice = "recommended"): Readonly<Record<string, number>> {
  const settings = settingsToWrite(state, of(state), choice);
  return Object.fromEntries(settings.map(({ path, value }) => [path.slice(path.lastIndexOf("/") + 1), value]));
}

const rows = (state: CalculatorState, choice: PlanChoice = "recommended") =>
  new Map(comparisonOf(state, of(state), choice).map((row) => [row.id, row]));

const LARGE = "net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = 16384\n";

describe("no traffic known", () => {
  test("the limit stays, and gets the buckets it needs", () => {
    const state = fromFile(LARGE);
    // 1,000,000 up to whole pages of 512 buckets
    expect(written(state)).toEqual({ nf_conntrack_max: 1_000_000, nf_conntrack_buckets: 1_000_448 });
    expect(changesOf(state, settingsToWrite(state, of(state))).map(({ value }) => value)).toEqual([1_000_448]);
    expect(rows(state).get("max")).toMatchObject({ now: "1,000,000", recommended: "1,000,000", mine: null, changes: false });
    // (1,000,448 - 16,384) x 8 bytes = 7.51 MiB
    expect(rows(state).get("buckets")).toMatchObject({
      now: "16,384",
      recommended: "1,000,448",
      cost: expect.stringMatching(/^\+7\.51 MiB immediately; /),
    });
    expect(rows(state).get("reliable")).toMatchObject({ recommended: "1,000,000" });
  });

  test("nothing that is only assumed is pinned", () => {
    expect(written(stateFrom(target))).toEqual({});
    expect(written(stateFrom(DEFAULT_TARGET))).toEqual({});
  });

  test("a row without a rate is no traffic, and a preset of timeouts is none either", () => {
    for (const state of [addClass(fromFile(LARGE)), applyPreset(fromFile(LARGE), "openwrt")])
      expect(written(state)).toMatchObject({ nf_conntrack_max: 1_000_000, nf_conntrack_buckets: 1_000_448 });
  });

  test("a hash table that the memory would feel is asked about, not recommended", () => {
    const huge = "net.netfilter.nf_conntrack_max = 100000000\nnet.netfilter.nf_conntrack_buckets = 65536\n";
    for (const [memory, says] of [
      [GIB, /lower the limit, or give the machine more memory/],
      [undefined, /How much memory does the machine have\?/],
    ] as const) {
      const state = fromFile(huge, { ...DEFAULT_TARGET, ...(memory === undefined ? {} : { memory }) });
      expect(written(state)).toEqual({ nf_conntrack_max: 100_000_000, nf_conntrack_buckets: 65_536 });
      expect(
        of(state)
          .recommendation.reasons.map(({ text }) => text)
          .join(" "),
      ).toMatch(says);
    }
  });

  test.each(["1000", "65536", "262144", "4000000"])("a limit of %s is never lowered", (max) => {
    for (const text of [
      `net.netfilter.nf_conntrack_max = ${max}\n`,
      `net.netfilter.nf_conntrack_max = ${max}\nnet.netfilter.nf_conntrack_buckets = 8192\n`,
    ])
      expect(written(fromFile(text))["nf_conntrack_max"]).toBe(Number(max));
  });
});

describe("a plan of one's own", () => {
  const mine = edited(addClass(fromFile(LARGE)), ["classes.0.rate", "1000"], ["max", "65536"]);

  test("stands beside the recommended one, and is written as it is where it is chosen", () => {
    expect([hasOwnPlan(fromFile(LARGE)), hasOwnPlan(mine)]).toEqual([false, true]);
    expect(written(mine, "mine")).toEqual({ nf_conntrack_max: 65_536, nf_conntrack_buckets: 16_384 });
    expect(written(mine)).toEqual({ nf_conntrack_max: 1_000_000, nf_conntrack_buckets: 1_000_448 });
    expect(rows(mine, "mine").get("max")).toMatchObject({
      now: "1,000,000",
      mine: "65,536",
      recommended: "1,000,000",
      cost: expect.stringMatching(/^Lowers the limit by 93\.4 %/),
    });
    expect(rows(mine).get("max")).toMatchObject({ cost: "Unchanged" });
  });

  test("has reasons of its own", () => {
    const texts = (choice: PlanChoice) =>
      whyOf(mine, of(mine), choice)
        .map(({ text }) => text)
        .join(" ");
    expect(texts("mine")).toContain("Your limit is too low: the peak needs");
    expect(texts("mine")).not.toContain("1,000,000");
    expect(texts("recommended")).toContain("1,000,000 is enough and is not lowered");
    expect(texts("recommended")).not.toContain("65,536");
  });

  test("is what reports and alerts speak of", () => {
    expect(prometheusRules(mine, of(mine), "mine")).toContain("A table of 65,536 is full at");
    expect(prometheusRules(mine, of(mine), "recommended")).toContain("A table of 1,000,000 is full at");
    expect(resultsOf(mine, of(mine), "recommended").results.verdict.level).toBe("fine");
  });

  test("of timeouts is part of both plans", () => {
    const state = edited(fromFile(LARGE), ["nf_conntrack_tcp_timeout_established", "1d"]);
    expect(written(state)).toMatchObject({ nf_conntrack_tcp_timeout_established: 86_400 });
    expect(rows(state).get("nf_conntrack_tcp_timeout_established")).toMatchObject({ now: "5 days", recommended: "1 day", changes: true });
  });

  test("a limit is lowered after a question only", () => {
    // 1 - 66,560 / 1,000,000
    expect(reductionQuestion(1_000_000, 66_560)).toBe("Lower the limit by 93.3 %, from 1,000,000 to 66,560 entries?");
    expect([reductionQuestion(1000, 1000), reductionQuestion(1000, 2000), reductionQuestion(0, 5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test("a limit of 0 is shown as none, and what another file of the tree sets is not set twice", () => {
  expect(rows(fromFile("net.netfilter.nf_conntrack_max = 0\n")).get("max")?.now).toBe("0 (no limit)");
  const elsewhere = fromFile(LARGE);
  const placed = { ...elsewhere, max: { ...elsewhere.max, place: "90-vendor.conf:2" } };
  expect(written(placed)).toEqual({ nf_conntrack_buckets: 1_000_448 });
});
