// The flows of machine/occupancy.c as runs of traffic, one for each ending, which the model is held against as those of the
// kernel at hand. Pure.
import type { KernelTarget } from "../../../src/core/kernel/target.ts";
import { parseVersion } from "../../../src/core/kernel/version.ts";
import { ENDINGS } from "../../kernel/run-tables.ts";
import { type Check, checkTraffic, type TrafficClass, type TrafficRun } from "../../kernel/tables.ts";

/** New flows a second of each class, as the machine means to send them. */
const RATE = 10;
const FIRST = 34;
const APART = 17;

type Numbers = Readonly<Record<string, number>>;
type Line = Readonly<Record<string, string | number>>;

/** Longer, as a flowtable lets go up to a second late. */
const TIMEOUTS = { ...ENDINGS.timeouts, nf_conntrack_tcp_timeout_established: 16 };
const OFFLOADED: TrafficClass = {
  name: "offloaded",
  protocol: "tcp",
  ends: "offloaded",
  rate: RATE,
  duration: 0.5,
  bothWays: true,
  packets: null,
};

/** By ending. */
export type OccupancyRuns = Readonly<Record<string, TrafficRun>>;

/** What the machine printed, line by line behind "@@". */
export function occupancyRuns(console: string): OccupancyRuns {
  const dumps = linesOf(console, "dump");
  const sent = linesOf(console, "sent");
  const [first, last] = [sent[0], sent.at(-1)];
  if (!first || !last || dumps.length === 0) throw new Error("no occupancy was told");
  return Object.fromEntries(
    [...ENDINGS.classes, OFFLOADED].map((flow) => {
      const own = dumps.filter(({ words }) => words["class"] === flow.name).map(({ at, numbers }) => ({ at, states: numbers }));
      const plan = { ...ENDINGS, timeouts: TIMEOUTS, classes: [{ ...flow, rate: RATE }], dumps: [FIRST, APART, own.length] as const };
      // Seconds are not told apart: the mean stands for each; the first and the last are left out by whoever counts them.
      const rate = ((last.numbers[flow.name] ?? 0) - (first.numbers[flow.name] ?? 0)) / (last.at - first.at);
      return [flow.name, { plan, buckets: 8192, elsewhere: 0, counts: [], dumps: own, started: { [flow.name]: [rate, rate, rate] } }];
    }),
  );
}

/** Of each ending by its name: all that live, and each state. */
export function checkOccupancy(runs: OccupancyRuns, release: string): readonly Check[] {
  return Object.entries(runs).flatMap(([name, run]) => {
    const checks = checkTraffic(run, targetOf(release)).filter(({ what }) => !what.startsWith("counted"));
    const own = checks.length === 0 ? [NOTHING] : checks;
    return own.map((check) => ({ ...check, what: `${name}, ${check.what === "TCP live" ? "all" : check.what}` }));
  });
}

/** An ending that leaves no entry, where the kernel showed none. */
const NOTHING: Check = { what: "TCP live", ours: 0, kernel: 0, allowed: 0 };

function linesOf(console: string, kind: string): readonly { readonly at: number; readonly numbers: Numbers; readonly words: Line }[] {
  return console.split("\n").flatMap((text) => {
    const start = text.indexOf(`@@{"kind":"${kind}"`);
    if (start < 0) return [];
    const { at, kind: _, ...words }: Line = JSON.parse(text.slice(start + 2).trimEnd());
    const numbers = Object.fromEntries(Object.entries(words).filter((pair): pair is [string, number] => typeof pair[1] === "number"));
    return [{ at: Number(at), numbers, words }];
  });
}

function targetOf(release: string): KernelTarget {
  const kernel = parseVersion(release);
  if (!kernel) throw new Error(`no version: ${release}`);
  return { kernel, arch: "x86_64", hz: 250 };
}
