// The flows of machine/occupancy.c as a run of traffic, which the model is held against as that of the kernel at hand. Pure.
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import { parseVersion } from "../../../src/core/kernel/version.ts";
import { ENDINGS } from "../../kernel/run-tables.ts";
import type { TrafficPlan, TrafficRun } from "../../kernel/tables.ts";

/** New flows a second of each class, as the machine means to send them. */
const RATE = 10;
const FIRST = 34;
const APART = 17;

type Line = Readonly<Record<string, string | number>>;

/** What the machine printed, line by line behind "@@". */
export function occupancyRun(console: string): TrafficRun {
  const dumps = linesOf(console, "dump").map(({ at, states }) => ({ at, states }));
  const sent = linesOf(console, "sent");
  const [first, last] = [sent[0], sent.at(-1)];
  if (!first || !last || dumps.length === 0) throw new Error("no occupancy was told");
  const classes = ENDINGS.classes.map((flow) => ({ ...flow, rate: RATE }));
  const plan: TrafficPlan = { ...ENDINGS, classes, dumps: [FIRST, APART, dumps.length] };
  // Seconds are not told apart: the mean stands for each; the first and the last are left out by whoever counts them.
  const started = Object.fromEntries(
    classes.map(({ name }) => {
      const rate = ((last.states[name] ?? 0) - (first.states[name] ?? 0)) / (last.at - first.at);
      return [name, [rate, rate, rate]];
    }),
  );
  return { plan, buckets: 8192, elsewhere: 0, counts: [], dumps, started };
}

function linesOf(console: string, kind: string): readonly { readonly at: number; readonly states: Readonly<Record<string, number>> }[] {
  return console.split("\n").flatMap((text) => {
    const start = text.indexOf(`@@{"kind":"${kind}"`);
    if (start < 0) return [];
    const { at, kind: _, ...numbers }: Line = JSON.parse(text.slice(start + 2).trimEnd());
    return [{ at: Number(at), states: Object.fromEntries(Object.entries(numbers).map(([name, count]) => [name, Number(count)])) }];
  });
}

export function occupancyTarget(release: string): KernelTarget {
  const kernel = parseVersion(release);
  if (!kernel) throw new Error(`no version: ${release}`);
  return { kernel, arch: "x86_64", hz: 250 };
}
