// The values now beside those of each plan, with what the chosen one costs and risks: one table for the page, the command
// line and the report.

import { recommendedFor } from "../../advice/recommended.ts";
import { actualBuckets, bucketBytes } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH } from "../../kernel/table-keys.ts";
import { size } from "../../sizing/size.ts";
import { TIMEOUT_KEYS, type TimeoutKey } from "../../sizing/workload.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { canWrite } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import { hasOwnPlan, type PlanChoice, type PlannedTable, planned, reductionOf, tableNow, timeoutNow } from "./plans.ts";
import type { CalculatorResults } from "./results.ts";
import { bytesFor } from "./table-results.ts";

export interface ComparedRow {
  readonly id: "max" | "buckets" | "reliable" | "memory" | TimeoutKey;
  readonly label: string;
  readonly now: string;
  readonly recommended: string;
  /** Null where nobody typed a plan of their own. */
  readonly mine: string | null;
  /** Whether the chosen plan differs from now. */
  readonly changes: boolean;
  /** What the chosen value costs or risks; empty where it is nothing. */
  readonly cost: string;
}

export function comparisonOf(state: CalculatorState, { recommendation }: CalculatorResults, choice: PlanChoice): readonly ComparedRow[] {
  const now = tableNow(state);
  const plans = { recommended: planned(state, recommendation, "recommended"), mine: planned(state, recommendation, "mine") };
  const chosen = plans[choice];
  const row = (id: ComparedRow["id"], label: string, print: (table: PlannedTable) => string, cost: string): ComparedRow => {
    const [before, after] = [print(now), print(chosen)];
    const mine = hasOwnPlan(state) ? print(plans.mine) : null;
    return { id, label, now: before, recommended: print(plans.recommended), mine, changes: before !== after, cost };
  };
  const timeouts = TIMEOUT_KEYS.filter((key) => plans.recommended.timeouts[key] !== undefined || plans.mine.timeouts[key] !== undefined);
  return [
    row("max", say("Limit"), ({ max }) => limitWords(max), limitCost(now, chosen)),
    row(
      "buckets",
      say("Buckets"),
      ({ buckets }) => formatCount(actualBuckets(state.target, Math.max(1, buckets))),
      bucketsCost(state, now, chosen),
    ),
    row("reliable", say("Reliable up to"), (table) => reliable(state, table), ""),
    row("memory", say("Memory when full"), (table) => formatBytes(bytesOf(state, table)), memoryCost(state, chosen)),
    ...timeouts.map((key) =>
      row(
        key,
        timeoutLabel(key),
        ({ timeouts: set }) => formatDuration(set[key] ?? timeoutNow(state, key)),
        timeoutCost(state, key, chosen),
      ),
    ),
  ];
}

/** "tcp timeout time wait" */
export function timeoutLabel(key: TimeoutKey): string {
  return key.replace("nf_conntrack_", "").replaceAll("_", " ");
}

/** A question before the limit is lowered; undefined where it is not. */
export function reductionQuestion(before: number, after: number): string | undefined {
  const share = reductionOf(before, after);
  if (share === null) return undefined;
  return say("Lower the limit by {share}, from {before} to {after} entries?", {
    share: formatShare(share),
    before: formatCount(before),
    after: formatCount(after),
  });
}

function limitWords(max: number): string {
  return max < 1 ? say("{max} (no limit)", { max }) : formatCount(max);
}

function reliable({ target, features }: CalculatorState, { max, buckets }: PlannedTable): string {
  const sized = size({ target, max: Math.max(1, max), buckets: Math.max(1, buckets), features: features.value });
  return max < 1 || "error" in sized ? say("not known") : formatCount(sized.chain.reliableEntries);
}

function bytesOf(state: CalculatorState, { max, buckets }: PlannedTable): number {
  return bytesFor(state, Math.max(1, max), actualBuckets(state.target, Math.max(1, buckets)));
}

function limitCost(before: PlannedTable, after: PlannedTable): string {
  const share = reductionOf(before.max, after.max);
  if (share !== null)
    return say("Lowers the limit by {share}: existing entries stay, and new connections are dropped above it", {
      share: formatShare(share),
    });
  return after.max > before.max ? say("Takes memory only as entries are added") : say("Unchanged");
}

function bucketsCost({ target }: CalculatorState, before: PlannedTable, after: PlannedTable): string {
  const [from, to] = [before, after].map(({ buckets }) => actualBuckets(target, Math.max(1, buckets))) as [number, number];
  if (from === to) return say("Unchanged");
  const bytes = (to - from) * bucketBytes(target);
  const values = { memory: `${bytes > 0 ? "+" : "-"}${formatBytes(Math.abs(bytes))}` };
  if (to < from) return say("{memory} immediately; chains get longer", values);
  return canWrite(BUCKETS_PATH, target)
    ? say("{memory} immediately; packets wait while the table is rebuilt", values)
    : say("{memory} immediately; set as hashsize when the module is loaded", values);
}

function memoryCost(state: CalculatorState, after: PlannedTable): string {
  const { memory } = state.target;
  return memory === undefined
    ? say("Share unknown: the machine's memory is not given")
    : say("{share} of {memory}", { share: formatShare(bytesOf(state, after) / memory), memory: formatBytes(memory) });
}

function timeoutCost(state: CalculatorState, key: TimeoutKey, { timeouts }: PlannedTable): string {
  const to = timeouts[key];
  if (to === undefined) return say("Unchanged");
  const advised = recommendedFor("save").find((one) => one.key === key && one.seconds === to)?.risk;
  if (advised !== undefined) return advised;
  return to < timeoutNow(state, key)
    ? say("Entries expire sooner: a connection that is idle for longer is new to the kernel")
    : say("Entries expire later");
}
