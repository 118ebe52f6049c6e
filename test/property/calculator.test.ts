// What holds for every workload and every table, and for every plan that is no plan.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ARCHES, DEFAULT_TARGET, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { chartsOf } from "../../src/core/plan/charts/draw.ts";
import { markdownReport } from "../../src/core/plan/exports/report.ts";
import { fieldsOf } from "../../src/core/plan/form.ts";
import { calculate } from "../../src/core/plan/model/calculate.ts";
import type { CalculatorResults } from "../../src/core/plan/model/results.ts";
import { stateFrom } from "../../src/core/plan/page/source.ts";
import { parsePlan, printPlan, readPlan } from "../../src/core/plan/plan-file.ts";
import type { CalculatorState } from "../../src/core/plan/state.ts";
import { writeSettings } from "../../src/core/plan/write-settings.ts";
import { ENDINGS, PROTOCOLS, TIMEOUT_KEYS, type WorkloadClass } from "../../src/core/sizing/workload.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../src/core/text/span.ts";
import { documents } from "./documents.ts";

// RUNS is a number of documents (npm run fuzz); a state takes as long as fifty of them.
const RUNS = Math.max(1, Math.round(Number(process.env["RUNS"] ?? 3000) / 50));

const targets: fc.Arbitrary<KernelTarget> = fc.record({
  kernel: fc.constantFrom("2.6.32", "4.4", "4.14", "5.4", "5.10", "5.10.223", "5.15.41", "6.0", "6.1", "6.18", "7.2").map(version),
  arch: fc.constantFrom(...ARCHES),
  hz: fc.constantFrom(100, 250, 300, 1000),
  memory: fc.integer({ min: 2 ** 26, max: 2 ** 40 }),
});

function classOf(name: string, pairs: fc.Arbitrary<number | null>): fc.Arbitrary<WorkloadClass> {
  return fc.constantFrom(...PROTOCOLS).chain((protocol) =>
    fc.record({
      name: fc.constant(name),
      protocol: fc.constant(protocol),
      rate: fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0.001, max: 10, noNaN: true })),
      duration: fc.oneof(fc.constantFrom(0, 0.05, 2, 3), fc.double({ min: 0, max: 100_000, noNaN: true })),
      ends: fc.constantFrom(...ENDINGS[protocol]),
      bothWays: fc.boolean(),
      packets: fc.option(fc.integer({ min: 1, max: 20 })),
      pairs,
      port: fc.constantFrom(null, 53),
      nat: fc.boolean(),
    }),
  );
}

function statesWith(pairs: fc.Arbitrary<number | null>): fc.Arbitrary<CalculatorState> {
  const classes = fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => classOf(`class ${index}`, pairs))));
  return fc
    .record({
      target: targets,
      max: fc.oneof(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 1_000_000 })),
      buckets: fc.oneof(fc.integer({ min: 1, max: 2 ** 27 }), fc.integer({ min: 1, max: 65_536 })),
      seconds: fc.array(fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 432_000 })), {
        minLength: TIMEOUT_KEYS.length,
        maxLength: TIMEOUT_KEYS.length,
      }),
      classes,
      peakFactor: fc.double({ min: 1, max: 10, noNaN: true }),
      failover: fc.boolean(),
      scenario: fc.constantFrom("cold-start" as const, "burst" as const),
      namespaces: fc.integer({ min: 1, max: 50 }),
      budget: fc.option(fc.integer({ min: 1, max: 2 ** 36 })),
    })
    .map(({ target, seconds, ...rest }) => {
      const state = stateFrom(target);
      const timeouts = TIMEOUT_KEYS.map((key, index) => [key, typed(seconds[index] ?? 0)]);
      const values = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, typed(value)]));
      return { ...state, timeouts: Object.fromEntries(timeouts), ...values };
    });
}

const states = statesWith(fc.option(fc.integer({ min: 1, max: 100 })));
const statesWithPortsToSpare = statesWith(fc.constant(null));

function typed<T>(value: T): { readonly value: T; readonly origin: "typed" } {
  return { value, origin: "typed" };
}

function results(state: CalculatorState): CalculatorResults {
  const answer = calculate(state);
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

/** As near as floating point lets sums in another order be. */
function atLeast(more: number, less: number): void {
  expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9) - 1e-6);
}

describe("any state that can be", () => {
  test("has results without a number that is none, and drawings and a report of them", () => {
    fc.assert(
      fc.property(states, (state) => {
        const answer = results(state);
        const text = JSON.stringify([answer, chartsOf(state, answer)], (_, value) => {
          if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`a number that is none in ${JSON.stringify(state)}`);
          return value;
        });
        expect(text).not.toMatch(/NaN|undefined|∞/);
        expect(markdownReport(state, answer, "mine")).not.toMatch(/NaN|undefined|∞/);
        for (const { text: shown } of fieldsOf(state)) expect(shown).not.toMatch(/NaN|undefined|∞/);
      }),
      { numRuns: RUNS },
    );
  });

  test("more max never costs less memory", () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (state, other) => {
        const [less, more] = [Math.min(state.max.value, other), Math.max(state.max.value, other)];
        const cost = (max: number): number => results({ ...state, max: typed(max) }).memory.allNamespaces;
        atLeast(cost(more), cost(less));
      }),
      { numRuns: RUNS },
    );
  });

  test("longer timeouts never hold fewer entries", () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...TIMEOUT_KEYS), fc.integer({ min: 1, max: 100_000 }), (state, key, longer) => {
        const { value } = state.timeouts[key];
        const after = results({ ...state, timeouts: { ...state.timeouts, [key]: typed(value + longer) } }).occupancy;
        const before = results(state).occupancy;
        atLeast(after.live, before.live);
        atLeast(after.peakLive, before.peakLive);
      }),
      { numRuns: RUNS },
    );
  });

  test("workload to max to the rate it sustains is the rate again", () => {
    fc.assert(
      fc.property(statesWithPortsToSpare, (drawn) => {
        const state: CalculatorState = { ...drawn, scenario: typed("cold-start") };
        const { peakLive, rate } = results(state).occupancy;
        const max = Math.round(peakLive);
        fc.pre(max >= 1000 && max < 2 ** 28);
        const buckets = typed(Math.min(max, 2 ** 27));
        const { chains, rates } = results({ ...state, max: typed(max), buckets });
        // Where the most buckets there can be refuse an insert before the limit, they decide: the next test.
        fc.pre(chains.reliable === max);
        expect(Math.abs((rates.full ?? 0) - rate) / rate).toBeLessThan(0.5 / peakLive + 1e-9);
      }),
      { numRuns: RUNS },
    );
  });

  test("is full where its buckets give out, whatever the limit allows", () => {
    fc.assert(
      fc.property(statesWithPortsToSpare, (state) => {
        const { chains, rates, occupancy } = results({ ...state, scenario: typed("cold-start") });
        if (rates.full === null || occupancy.rate === 0) return;
        const atFull = (rates.full / occupancy.rate) * occupancy.peakLive;
        expect(Math.abs(atFull - chains.reliable) / chains.reliable).toBeLessThan(1e-6);
        atLeast(state.max.value, chains.reliable);
      }),
      { numRuns: RUNS },
    );
  });

  test("counts at least what is alive, and the peak is no lower than the usual", () => {
    fc.assert(
      fc.property(states, (state) => {
        const { occupancy, rates } = results(state);
        atLeast(occupancy.counted.high, occupancy.counted.low);
        atLeast(occupancy.peak, occupancy.peakLive);
        atLeast(occupancy.peakLive, occupancy.live);
        for (const { live, counted } of occupancy.fill) atLeast(counted.high, live);
        if (rates.full !== null && rates.crowded !== null) atLeast(rates.full, rates.crowded);
        if (rates.crowded !== null && rates.withHeadroom !== null) atLeast(rates.crowded, rates.withHeadroom);
      }),
      { numRuns: RUNS },
    );
  });

  test("is recommended a table that holds its peak with room to spare, unless the budget is smaller", () => {
    fc.assert(
      fc.property(statesWithPortsToSpare, (drawn) => {
        const state = { ...drawn, budget: typed(null), target: { ...drawn.target, kernel: version("6.18") } };
        const { recommendation, occupancy } = results(state);
        fc.pre(occupancy.peak < 2 ** 27 && recommendation.max < 2 ** 27 && Object.keys(recommendation.timeouts).length === 0);
        // What does not fit into a quarter of the memory is said not to.
        fc.pre(!recommendation.reasons.some(({ text }) => text.startsWith("This workload does not fit")));
        atLeast(recommendation.max * (1 - state.headroom.value), occupancy.peak);
        const again = results({ ...state, max: typed(recommendation.max), buckets: typed(recommendation.buckets) });
        expect(again.chains.mean).toBeLessThanOrEqual(state.meanChain.value);
        expect(again.chains.refusedShare ?? 0).toBe(0);
        expect(again.limits.some(({ kind, exceeded }) => exceeded && (kind === "table" || kind === "hash"))).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  test("is the same again as a plan", () => {
    fc.assert(
      fc.property(states, (state) => {
        const text = printPlan(state);
        const again = parsePlan(text);
        if ("problems" in again) throw new Error(JSON.stringify(again.problems));
        expect(printPlan(again.state)).toBe(text);
        expect(results(again.state).occupancy).toEqual(results({ ...state, target: again.state.target }).occupancy);
      }),
      { numRuns: RUNS },
    );
  });
});

test("no plan, whatever it holds, does anything but say what is wrong", () => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({ version: fc.constant(1), target: fc.jsonValue(), classes: fc.jsonValue(), timeouts: fc.jsonValue(), max: fc.jsonValue() }),
    fc.record({
      version: fc.constant(1),
      classes: fc.array(fc.record({ protocol: fc.jsonValue(), rate: fc.jsonValue(), duration: fc.jsonValue(), __proto__: fc.jsonValue() })),
    }),
  );
  fc.assert(
    fc.property(json, (value) => {
      const read = readPlan(value);
      if ("problems" in read) expect(read.problems.length).toBeGreaterThan(0);
      else results(read.state);
    }),
    { numRuns: RUNS * 10 },
  );
});

const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;

test("settings go into any file once, and leave every other line as it was", () => {
  const settings = [
    { path: "net/netfilter/nf_conntrack_max", value: 524288 },
    { path: "net/netfilter/nf_conntrack_tcp_timeout_time_wait", value: 30 },
  ];
  fc.assert(
    fc.property(documents, (text) => {
      const document = parse(text);
      const { edits, templated } = writeSettings(document, settings, OPTIONS);
      const after = applyEdits(text, edits);
      const again = writeSettings(parse(after), settings, OPTIONS);
      expect(again.edits).toEqual([]);
      expect(again.templated).toEqual(templated);
      const others = (lines: typeof document): readonly string[] =>
        lines.lines
          .filter(
            (line) =>
              line.kind !== "blank" && !(line.kind === "setting" && /nf_conntrack_(max|tcp_timeout_time_wait)$/.test(line.key.path)),
          )
          .map((line) => lines.text.slice(line.start, line.end))
          .filter((line) => !line.replace("\ufeff", "").startsWith("# Connection tracking, sized by"));
      expect(others(parse(after))).toEqual(others(document));
    }),
    { numRuns: RUNS * 5 },
  );
});
