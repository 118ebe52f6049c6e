// Our advice against our own rules: nothing that is recommended, written, completed or preset is reported, on any kernel.
import { describe, expect, test } from "vitest";
import { bucketsAreSettable, tooFewBuckets } from "../../../src/core/advice/buckets.ts";
import { TIMEOUT_ADVICE } from "../../../src/core/advice/timeouts.ts";
import { keyAt } from "../../../src/core/kernel/at-target.ts";
import { allKeys, findKey } from "../../../src/core/kernel/catalogue.ts";
import { KNOWN_KERNELS } from "../../../src/core/kernel/known-kernels.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../../src/core/kernel/target.ts";
import { readTargetPart } from "../../../src/core/kernel/target-words.ts";
import { complete } from "../../../src/core/language/completion.ts";
import { EXPORTS } from "../../../src/core/plan/exports/kinds.ts";
import { sysctlLines } from "../../../src/core/plan/exports/sysctl.ts";
import { addClass, editField } from "../../../src/core/plan/form.ts";
import { calculate } from "../../../src/core/plan/model/calculate.ts";
import { bucketsToWrite, settingsToWrite } from "../../../src/core/plan/model/settings.ts";
import { fileValues } from "../../../src/core/plan/page/file-values.ts";
import { stateFrom } from "../../../src/core/plan/page/source.ts";
import { applyPreset, PRESETS } from "../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../src/core/plan/state.ts";
import { writeSettings } from "../../../src/core/plan/write-settings.ts";
import { lint } from "../../../src/core/rules/engine/lint.ts";
import { dotted } from "../../../src/core/sysctl/key-path.ts";
import { parse } from "../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../src/core/text/span.ts";

const GIB = 2 ** 30;
const MAX = "net/netfilter/nf_conntrack_max";
const MEMORIES = [undefined, 0.25 * GIB, 2 * GIB, 8 * GIB, 256 * GIB];

const targets: readonly (readonly [string, KernelTarget])[] = KNOWN_KERNELS.flatMap(({ version }) =>
  MEMORIES.map((memory) => [
    `${version}, ${memory === undefined ? "memory not known" : `${memory / GIB} GiB`}`,
    { ...DEFAULT_TARGET, ...readTargetPart("kernel", version).part, ...(memory === undefined ? {} : { memory }) },
  ]),
);

/** Rule and message of everything above a hint that a file gets. */
function reported(text: string, target: KernelTarget): readonly string[] {
  return lint(parse(text), { target, applier: "systemd" })
    .filter(({ severity }) => severity !== "hint")
    .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
}

function calculated(state: CalculatorState) {
  const results = calculate(state);
  if ("problems" in results) throw new Error(JSON.stringify(results.problems));
  return results;
}

/** As reported(), of a plan's text. Where no sysctl.conf sets the buckets, they are a file of modprobe.d, which the plan names. */
function reportedOfPlan(state: CalculatorState, text: string): readonly string[] {
  const results = calculated(state);
  const found = reported(text, state.target);
  if (bucketsAreSettable(state.target)) return found;
  const buckets = bucketsToWrite(state, results);
  const max = settingsToWrite(state, results).find(({ path }) => path === MAX)?.value ?? 0;
  const said = state.max.origin === "typed" || results.recommendation.reasons.some(({ text }) => text.includes(`hashsize=${buckets} `));
  expect(said).toBe(true);
  return found.filter((finding) => tooFewBuckets(state.target, max, buckets) || !finding.startsWith("warning bucket-ratio"));
}

function written(state: CalculatorState): string {
  return sysctlLines(settingsToWrite(state, calculated(state)));
}

function edited(state: CalculatorState, field: Parameters<typeof editField>[1], value: string): CalculatorState {
  const result = editField(state, field, value);
  if ("error" in result) throw new Error(result.error);
  return result.state;
}

describe.each(targets)("%s", (_, target) => {
  test("values that are recommended, for whatever purpose", () => {
    for (const { name, values } of TIMEOUT_ADVICE) {
      const fact = findKey(`net/netfilter/${name}`);
      if (!fact) throw new Error(name);
      const key = keyAt(fact, target);
      if (key.present !== "yes") continue;
      for (const { seconds, risk } of values) {
        expect(reported(`${dotted(fact.path)} = ${seconds}\n`, target)).toEqual([]);
        // What is shorter than the kernel's own costs something, and says so.
        const own = Math.min(...key.defaults.filter((value) => typeof value === "number"));
        if (seconds < own) expect([name, seconds, risk]).toEqual([name, seconds, expect.stringMatching(/^[A-Z].*\.$/)]);
      }
    }
  });

  test("values that are completed, alone and beside a large limit", () => {
    for (const before of ["", "net.netfilter.nf_conntrack_max = 1000000\n", "net.netfilter.nf_conntrack_buckets = 4096\n"]) {
      const rule = (finding: string): string => finding.split(":")[0] ?? "";
      const allowed = new Set([...reported(before, target).map(rule), "warning duplicate-key"]);
      for (const fact of allKeys()) {
        const key = keyAt(fact, target);
        if (key.present !== "yes" || key.writable !== "yes" || (before !== "" && !["entries", "buckets"].includes(fact.unit))) continue;
        const text = `${before}${dotted(fact.path)} = `;
        for (const { insert, replace } of complete(parse(text), text.length, { target, applier: "systemd" })) {
          const whole = `${applyEdits(text, [{ ...replace, text: insert }])}\n`;
          const found = reported(whole, target).filter((finding) => !allowed.has(rule(finding)));
          expect([whole, found]).toEqual([whole, []]);
        }
      }
    }
  });

  test("whole setups", () => {
    const items = complete(parse(""), 0, { target, applier: "systemd" }).filter(({ kind }) => kind === "setup");
    expect(items).toHaveLength(3);
    for (const { insert } of items) {
      const text = insert.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\d+/g, "");
      expect([text, reported(text, target)]).toEqual([text, []]);
    }
  });

  test("presets, written", () => {
    for (const { id } of PRESETS) {
      // The defaults of an age are for the kernels of that age.
      const old = target.kernel.release < 5_015_000;
      if ((id === "kernel-5.14" && !old) || (id === "kernel-5.15" && old)) continue;
      const state = applyPreset(stateFrom(target), id, target.memory === undefined ? {} : { memory: target.memory / GIB });
      const text = written(state);
      // Sizes are for machines that have the memory: here four cores, or 8 GiB.
      if (target.memory !== undefined && target.memory < 2 * GIB) continue;
      expect([id, text, reportedOfPlan(state, text)]).toEqual([id, text, []]);
    }
  });

  test("plans, in every export that is a sysctl.conf, and into a file", () => {
    for (const rate of ["0", "10", "1000", "100000"]) {
      const state = edited(addClass(stateFrom(target)), "classes.0.rate", rate);
      const text = written(state);
      if (target.memory === undefined || target.memory >= 2 * GIB)
        expect([rate, text, reportedOfPlan(state, text)]).toEqual([rate, text, []]);
      const file = "net.netfilter.nf_conntrack_max = 300000\nnet.netfilter.nf_conntrack_buckets = 300032\n";
      const inFile = edited(addClass(stateFrom(target, fileValues(parse(file), { target, applier: "systemd" }))), "classes.0.rate", rate);
      const results = calculated(inFile);
      expect(results.recommendation.max).toBeGreaterThanOrEqual(300_000);
      expect(results.recommendation.max).toBeGreaterThanOrEqual(rate === "0" ? 0 : stateFrom(target).max.value);
      const max = settingsToWrite(inFile, results).find(({ path }) => path === MAX);
      expect(max?.value).toBe(results.recommendation.max);
      for (const id of ["sysctl", "commands", "ansible", "report"])
        expect(EXPORTS.find((one) => one.id === id)?.print(inFile, results, "recommended")).toContain(String(max?.value));
      const after = applyEdits(file, writeSettings(parse(file), settingsToWrite(inFile, results), { target, applier: "systemd" }).edits);
      if (target.memory === undefined || target.memory >= 2 * GIB) {
        const before = new Set(reported(file, target));
        expect([after, reportedOfPlan(inFile, after).filter((finding) => !before.has(finding))]).toEqual([after, []]);
      }
    }
  });

  test("what a shorter timeout saves", () => {
    for (const { id } of PRESETS) {
      const results = calculated(applyPreset(stateFrom(target), id));
      for (const { key, to, risk } of results.effects) {
        expect(reported(`net.netfilter.${key} = ${to}\n`, target)).toEqual([]);
        expect(risk).toMatch(/\.$/);
      }
    }
  });
});
