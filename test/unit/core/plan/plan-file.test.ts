// Plans as files: there and back, every mistake in words, and the schema that editors get.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { addClass, editField } from "../../../../src/core/plan/form.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { parsePlan, printPlan } from "../../../../src/core/plan/plan-file.ts";
import { applyPreset, PRESETS } from "../../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import { TIMEOUT_KEYS } from "../../../../src/core/sizing/workload.ts";

const schema = JSON.parse(readFileSync(new URL("../../../../media/conntrack-plan.schema.json", import.meta.url), "utf8"));
const validate = new Ajv().compile(schema);

function read(text: string): CalculatorState {
  const result = parsePlan(text);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.state;
}

function problems(plan: object): readonly string[] {
  const result = parsePlan(JSON.stringify(plan));
  return "problems" in result ? result.problems.map(({ message }) => message) : [];
}

describe("there and back", () => {
  const start = stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 });
  const states: readonly (readonly [string, CalculatorState])[] = [
    ["as it begins", start],
    ["with two classes", addClass(start)],
    ...PRESETS.map(({ id }) => [id, applyPreset(start, id)] as const),
  ];

  it.each(states)("%s", (_, state) => {
    const text = printPlan(state);
    expect(validate(JSON.parse(text))).toBe(true);
    const again = read(text);
    expect(printPlan(again)).toBe(text);
    expect(calculate(again)).toEqual(calculate({ ...state, target: again.target, targetOrigin: again.targetOrigin }));
  });

  it("keeps every field that can be typed", () => {
    let state = start;
    const edits = {
      max: "1M",
      buckets: "256k",
      features: "acct",
      budget: "1G",
      namespaces: "3",
      headroom: "10 %",
      meanChain: "1",
      peakFactor: "2",
      failover: "true",
      scenario: "burst",
      "burst.factor": "4",
      "burst.seconds": "30",
      "target.hz": "100",
      "target.arch": "aarch64",
      nf_conntrack_udp_timeout: "10",
    } as const;
    for (const [id, text] of Object.entries(edits)) {
      const result = editField(state, id as keyof typeof edits, text);
      if ("error" in result) throw new Error(result.error);
      state = result.state;
    }
    const again = read(printPlan(state));
    expect({ ...again, targetOrigin: state.targetOrigin, classes: state.classes }).toEqual({ ...state, timeouts: again.timeouts });
    expect(again.timeouts.nf_conntrack_udp_timeout).toEqual({ value: 10, origin: "typed" });
    expect(validate(JSON.parse(printPlan(state)))).toBe(true);
  });
});

describe("a plan by hand", () => {
  it("needs its version and nothing else", () => {
    expect(read('{ "version": 1 }').classes.value).toEqual([]);
  });

  it("takes classes with what goes without saying left out", () => {
    const state = read('{ "version": 1, "classes": [{ "protocol": "udp", "rate": 5, "duration": 1 }] }');
    expect(state.classes.value).toEqual([
      {
        name: "class 1",
        protocol: "udp",
        rate: 5,
        duration: 1,
        ends: "stops",
        bothWays: true,
        packets: null,
        pairs: null,
        port: null,
        nat: false,
      },
    ]);
  });

  it("keeps what it does not speak of, as of a file", () => {
    const start = stateFrom({ ...DEFAULT_TARGET, memory: 2 ** 31 });
    const result = parsePlan('{ "version": 1, "max": 1000 }', start);
    expect(result).toMatchObject({ state: { max: { value: 1000, origin: "typed" }, buckets: start.buckets, target: start.target } });
  });

  it.each<[object, string]>([
    [{}, "The version of the plan is missing: enter 1."],
    [{ version: 2 }, "The version of the plan is 2, but this program reads version 1."],
    [{ version: 1, clases: [] }, '"clases" is not a known field; did you mean "classes"?'],
    [{ version: 1, max: "many" }, '"max" must be a number.'],
    [{ version: 1, max: 0 }, "Limit must be a whole number from 1 to 2,147,483,647."],
    [{ version: 1, target: { kernel: "new" } }, '"new" is not valid: enter a kernel version, such as 6.12 or 5.14.0-427.el9.'],
    [{ version: 1, target: { kernel: {} } }, '"target.kernel" must be text or a number.'],
    [{ version: 1, target: [] }, '"target" must be an object.'],
    [
      { version: 1, timeouts: { nf_conntrack_udp_timout: 5 } },
      '"nf_conntrack_udp_timout" is not a known field; did you mean "nf_conntrack_udp_timeout"?',
    ],
    [{ version: 1, failover: "yes" }, '"failover" must be true or false.'],
    [{ version: 1, features: "acct" }, '"features" must be a list of'],
    [{ version: 1, classes: {} }, '"classes" must be a list.'],
    [{ version: 1, classes: [{ rate: 1, duration: 1 }] }, "A class needs a protocol"],
    [{ version: 1, classes: [{ protocol: "tcp", duration: 1 }] }, "A class needs a rate, in new connections per second."],
    [{ version: 1, classes: [{ protocol: "tcp", rate: 1, duration: 1, ends: "stops" }] }, '"classes.0.ends" must be one of closed'],
    [{ version: 1, classes: [{ protocol: "tcp", rate: -1, duration: 1 }] }, "The rate must be a number from 0"],
  ])("%j: %s", (plan, message) => {
    expect(problems(plan)).toContainEqual(expect.stringContaining(message));
    expect(validate(plan)).toBe(false);
  });

  it("says where it is no JSON", () => {
    expect(parsePlan("{ nope")).toMatchObject({ problems: [{ field: "", message: expect.stringContaining("This is not valid JSON") }] });
    expect(parsePlan("[]")).toMatchObject({ problems: [{ message: "A plan must be an object." }] });
    expect("state" in parsePlan('\ufeff{ "version": 1 }')).toBe(true);
  });
});

it("the schema and the reader know the same keys", () => {
  expect(Object.keys(schema.properties.timeouts.properties).sort()).toEqual([...TIMEOUT_KEYS].sort());
  const places: readonly (readonly [object, (key: string) => object])[] = [
    [schema.properties, (key) => ({ version: 1, [key]: null })],
    [schema.properties.target.properties, (key) => ({ version: 1, target: { [key]: null } })],
    [schema.properties.burst.properties, (key) => ({ version: 1, burst: { [key]: null } })],
    [schema.properties.classes.items.properties, (key) => ({ version: 1, classes: [{ [key]: null }] })],
  ];
  for (const [properties, plan] of places) {
    for (const key of Object.keys(properties))
      expect([key, problems(plan(key)).join(" ")]).toEqual([key, expect.not.stringContaining("is not known")]);
  }
});
