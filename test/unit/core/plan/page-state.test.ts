// What the page needs beside the sums: the scale of its sliders, what of a file reaches it, and what it keeps for a return.
import { describe, expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { addClass, editField, type FieldId } from "../../../../src/core/plan/form.ts";
import { fileValues } from "../../../../src/core/plan/page/file-values.ts";
import { readHostMessage } from "../../../../src/core/plan/page/protocol.ts";
import { readSaved, restore, save } from "../../../../src/core/plan/page/saved.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { sliderPosition, sliderSteps, sliderValue } from "../../../../src/core/plan/slider.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const target = { ...DEFAULT_TARGET, memory: 8 * 1024 ** 3 };

function edited(state: CalculatorState, edits: Readonly<Partial<Record<FieldId, string>>>): CalculatorState {
  return Object.entries(edits).reduce((before, [id, text]) => {
    const next = editField(before, id as FieldId, text ?? "");
    if ("error" in next) throw new Error(next.error);
    return next.state;
  }, state);
}

describe("sliders", () => {
  const bounds = { min: 512, max: 2 ** 27 };

  test("have eight steps a doubling, all of them whole", () => {
    // 2^9 to 2^27 are 18 doublings.
    expect(sliderSteps(bounds)).toBe(144);
    expect([0, 1, 8, 9, 16, 144].map((position) => sliderValue(bounds, position))).toEqual([512, 576, 1024, 1152, 2048, 134217728]);
  });

  test("find back to the position of each of their values", () => {
    for (let position = 0; position <= 144; position++) expect(sliderPosition(bounds, sliderValue(bounds, position))).toBe(position);
  });

  test("stand at the end for values beyond it", () => {
    expect([1, 2 ** 31 - 1].map((value) => sliderPosition(bounds, value))).toEqual([0, 144]);
  });
});

describe("what of a file reaches the page", () => {
  const text = [
    "# conntrack-target: kernel=5.10",
    "# Notes nobody else should read",
    "kernel.hostname = secret",
    "net/netfilter/nf_conntrack_max=1000",
    "net.netfilter.nf_conntrack_log_invalid = 1",
    "net.nf_conntrack_max = 2000 ",
    "net.netfilter.nf_conntrack_acct = 1",
    "net.netfilter.nf_conntrack_udp_timeout = {{ seconds }}",
    "net.netfilter.nf_conntrack_icmp_timeout = 10",
  ].join("\n");

  test("is its target and the values of the calculator's keys", () => {
    expect(fileValues(parse(text), { target, applier: "procps" })).toEqual({
      target: { ...target, kernel: expect.objectContaining({ text: "5.10" }) },
      applier: "procps",
      values: {
        "net/netfilter/nf_conntrack_max": { value: 2000, place: null },
        "net/netfilter/nf_conntrack_acct": { value: 1, place: null },
        "net/netfilter/nf_conntrack_icmp_timeout": { value: 10, place: null },
      },
    });
  });

  test("survives the way there", () => {
    const file = fileValues(parse(text), { target, applier: "busybox" });
    const sent: unknown = JSON.parse(
      JSON.stringify({ type: "source", uri: "file:///a", name: "a", target, file, canMeasure: true, writesFiles: true }),
    );
    expect(readHostMessage(sent)).toEqual({
      type: "source",
      uri: "file:///a",
      name: "a",
      target,
      file,
      canMeasure: true,
      writesFiles: true,
    });
  });
});

describe("what a page keeps", () => {
  const valuesOf = (source: string) => fileValues(parse(source), { target, applier: "systemd" });
  const start = stateFrom(target, valuesOf("net.netfilter.nf_conntrack_max = 100000\n"));
  const roundTrip = (state: CalculatorState): unknown => JSON.parse(JSON.stringify(save("file:///a", state, "mine", "a dump")));

  test("brings back what was typed, and nothing else", () => {
    const state = edited(addClass(addClass(start)), {
      buckets: "64k",
      "classes.1.rate": "0.123456",
      nf_conntrack_udp_timeout: "10",
      "target.kernel": "5.10",
      budget: "256M",
      failover: "true",
    });
    const saved = readSaved(roundTrip(state));
    if (!saved) throw new Error("nothing was kept");
    expect(restore(start, saved)).toEqual(state);
    expect([saved.choice, saved.traffic]).toEqual(["mine", "a dump"]);
    // The file has changed meanwhile: its own value follows.
    const later = stateFrom(target, valuesOf("net.netfilter.nf_conntrack_max = 200000\n"));
    const back = restore(later, saved);
    expect([back.max.value, back.max.origin, back.buckets.value]).toEqual([200000, "file", 65536]);
  });

  test.each([null, 1, [], {}, { version: 2, source: null }, { version: 1, source: 5 }])("takes nothing from %j", (value) => {
    expect(readSaved(value)).toBeUndefined();
  });

  test("a plan that makes no sense is left", () => {
    for (const plan of [null, 5, { version: 1, max: -1 }, { version: 1, classes: [{}] }, { version: 1, odd: true }])
      expect(restore(start, { version: 1, source: null, plan, preset: null, choice: "recommended", traffic: null })).toBe(start);
  });
});
