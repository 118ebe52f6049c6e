// The flows of machine/occupancy.c as a run of traffic, which the model is held against as that of the kernel at hand. Pure.
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import { parseVersion } from "../../../src/core/kernel/version.ts";
import { ENDINGS } from "../../kernel/run-tables.ts";
import type { TrafficPlan, TrafficRun } from "../../kernel/tables.ts";

/** New flows a second of each class. */
const RATE = 20;
const FIRST = 30;
const APART = 17;

const NUMBERS = new Set(["at", "kind"]);

/** What the machine printed, line by line behind "@@". */
export function occupancyRun(console: string): TrafficRun {
  const dumps = console.split("\n").flatMap((text) => {
    const at = text.indexOf('@@{"kind":"dump"');
    if (at < 0) return [];
    const line: Readonly<Record<string, string | number>> = JSON.parse(text.slice(at + 2).trimEnd());
    const states = Object.entries(line).filter(([name]) => !NUMBERS.has(name));
    return [{ at: Number(line["at"]), states: Object.fromEntries(states.map(([name, count]) => [name, Number(count)])) }];
  });
  const classes = ENDINGS.classes.map((flow) => ({ ...flow, rate: RATE }));
  const plan: TrafficPlan = { ...ENDINGS, classes, dumps: [FIRST, APART, dumps.length] };
  // The machine sends by the clock, and catches up where it was late.
  const started = Object.fromEntries(classes.map(({ name }) => [name, [RATE, RATE, RATE]]));
  return { plan, buckets: 8192, elsewhere: 0, counts: [], dumps, started };
}

export function occupancyTarget(release: string): KernelTarget {
  const kernel = parseVersion(release);
  if (!kernel) throw new Error(`no version: ${release}`);
  return { kernel, arch: "x86_64", hz: 250 };
}
