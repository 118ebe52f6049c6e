// What we recommend, and why: max for the peak with room to spare, buckets for short chains, timeouts only where they earn
// it. Without traffic there is nothing to size max by.

import { HASH_SHARE, MEMORY_SHARE, UNASKED_BYTES } from "../../advice/memory.ts";
import { type Recommended, recommendedFor } from "../../advice/recommended.ts";
import { actualBuckets, bucketBytes, largestBuckets } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH } from "../../kernel/table-keys.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { releaseName } from "../../kernel/version.ts";
import { heldOf, meanChain } from "../../sizing/chains.ts";
import { TIMEOUT_KEYS, type TimeoutKey, type Timeouts } from "../../sizing/workload.ts";
import { formatBytes, formatCount, formatDuration, formatNumber, formatRate, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { ownChoice } from "../inputs/own-choice.ts";
import { canWrite } from "../keys.ts";
import type { CalculatorState } from "../state.ts";
import { type Demand, demandOf, fullRate, timeoutsOf } from "./demand.ts";
import { savingsFor } from "./effects.ts";
import { tableNow } from "./plans.ts";
import type { ChainResults, Reason, Recommendation } from "./results.ts";
import { bucketStride, bytesFor } from "./table-results.ts";
import { isOne, memoryText, shareOf } from "./words.ts";

const INT_MAX = 2 ** 31 - 1;
/** The share of the peak that a change of the established timeout must save to be recommended without a budget. */
const EARNS = 0.2;
/** And that a shorter timeout must save to be taken towards a budget. */
const WORTH = 0.05;
const ESTABLISHED: TimeoutKey = "nf_conntrack_tcp_timeout_established";

type Insert = ChainResults["insertLimit"];

/** The smallest max, in whole pages of buckets, that leaves the headroom free while `peak` entries are in the table. */
export function roomyMax(state: CalculatorState, peak: number): number {
  const stride = bucketStride(state);
  return Math.min(INT_MAX, Math.max(1, Math.ceil(peak / (1 - state.headroom.value) / stride)) * stride);
}

/** Buckets for a full table of `max`: whole pages, the wished mean chain, nothing refused. */
export function bucketsFor(state: CalculatorState, max: number, limit: Insert): number {
  const { target, meanChain: wished } = state;
  const most = largestBuckets(target);
  let buckets = Math.min(most, actualBuckets(target, Math.ceil((2 * max) / wished.value)));
  while (buckets < most && heldOf(max, buckets, limit) < max) buckets = Math.min(most, actualBuckets(target, buckets * 2));
  return buckets;
}

/** The largest max, in whole pages of buckets, that the budget pays for in every namespace; undefined where none fits. */
export function largestFor(
  state: CalculatorState,
  budget: number,
  limit: Insert,
  leastBuckets = 0,
): { readonly max: number; readonly buckets: number } | undefined {
  const stride = bucketStride(state);
  const bucketsOf = (max: number): number => Math.max(leastBuckets, bucketsFor(state, max, limit));
  const fits = (pages: number): boolean => bytesFor(state, pages * stride, bucketsOf(pages * stride)) <= budget;
  let low = 0;
  let high = Math.floor(INT_MAX / stride);
  if (!fits(1)) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  const max = low * stride;
  return { max, buckets: bucketsOf(max) };
}

export function recommend(state: CalculatorState, demand: Demand, limit: Insert, current: number): Recommendation {
  // What is in force is a floor, also where something smaller was typed.
  const present = Math.max(current, actualBuckets(state.target, Math.max(1, tableNow(state).buckets)));
  return demand.rate === 0 ? matching(state, limit, present) : forTraffic(state, demand, limit, present);
}

/** Nobody knows the traffic: the limit stays, and gets the buckets that it needs. */
function matching(state: CalculatorState, limit: Insert, current: number): Recommendation {
  const { target } = state;
  const max = Math.max(state.max.value, tableNow(state).max);
  const wanted = Math.max(bucketsFor(state, max, limit), current);
  const bytes = bucketBytes(target) * wanted;
  const affordable = wanted === current || bytes <= (target.memory === undefined ? UNASKED_BYTES : HASH_SHARE * target.memory);
  const buckets = affordable ? wanted : current;
  const reasons: Reason[] = [{ about: "max", text: say("The limit stays unchanged: no traffic was entered.") }];
  if (!affordable) {
    reasons.push({
      about: "buckets",
      text:
        target.memory === undefined
          ? say("{buckets} buckets would match this limit and take {bytes} immediately. How much memory does the machine have?", {
              buckets: formatCount(wanted),
              bytes: formatBytes(bytes),
            })
          : say(
              "{buckets} buckets would match this limit and take {bytes} immediately, {share} of the memory: lower the limit, or give the machine more memory.",
              { buckets: formatCount(wanted), bytes: formatBytes(bytes), share: formatShare(bytes / target.memory) },
            ),
    });
  } else if (buckets > current) {
    reasons.push({ about: "buckets", text: bucketsReason(state, max, buckets, limit) });
  } else {
    reasons.push({ about: "buckets", text: say("{buckets} buckets are enough for this limit.", { buckets: formatCount(buckets) }) });
  }
  reasons.push(...hashsizeReason(target, buckets));
  return { max, buckets, timeouts: {}, bytes: bytesFor(state, max, buckets), reasons };
}

function forTraffic(state: CalculatorState, demand: Demand, limit: Insert, current: number): Recommendation {
  const reasons: Reason[] = [];
  const { target, budget } = state;
  const floor = floorOf(state);
  const plan = (timeouts: Timeouts): Plan => planFor(state, demand, timeouts, limit, current);
  const before = timeoutsOf(state);
  let timeouts = before;
  let best = plan(timeouts);
  const fits = ({ bytes }: Plan): boolean => budget.value === null || bytes <= budget.value;

  const mild = savingsFor(state).find(({ key }) => key === ESTABLISHED);
  const day = { ...timeouts, [ESTABLISHED]: mild?.seconds ?? Infinity };
  // A limit that is enough as it is leaves idle connections their entries.
  if (best.max > floor.max && before[ESTABLISHED] > day[ESTABLISHED] && plan(day).peak < best.peak * (1 - EARNS)) {
    timeouts = day;
    best = plan(timeouts);
  }
  while (!fits(best)) {
    const next = biggestSaving(savingsFor(state), timeouts, best, plan);
    if (!next) break;
    timeouts = next;
    best = plan(timeouts);
  }

  const changed = changesBetween(before, timeouts);
  for (const text of peakReasons(state, demand, best)) reasons.push({ about: "max", text });
  for (const [key, to] of Object.entries(changed) as [TimeoutKey, number][]) {
    const saved = plan({ ...timeouts, [key]: before[key] }).peak - best.peak;
    const values = { key, before: formatDuration(before[key]), to: formatDuration(to), saved: formatCount(saved) };
    const saves =
      fits(best) && budget.value !== null
        ? say("{key} from {before} to {to} saves {saved} entries and brings the table into the budget.", values)
        : say("{key} from {before} to {to} saves {saved} entries.", values);
    const text = `${saves} ${riskOf(key, to)}`;
    reasons.push({ about: "timeouts", text });
  }

  let max = Math.max(best.max, floor.max);
  if (max > best.max) reasons.push({ about: "max", text: floor.reason });
  const largest = budget.value === null ? undefined : largestFor(state, budget.value, limit);
  if (budget.value !== null && bytesFor(state, max, bucketsFor(state, max, limit)) > budget.value) {
    max = Math.min(max, largest?.max ?? bucketStride(state));
    const rate = fullRate(best.demand, max);
    const values = { budget: formatBytes(budget.value), max: formatCount(max) };
    reasons.push({
      about: "max",
      text:
        rate === undefined
          ? say("The budget of {budget} is enough for only {max} entries.", values)
          : say("The budget of {budget} is enough for only {max} entries, full at {rate} new connections/s.", {
              ...values,
              rate: formatRate(rate),
            }),
    });
  }
  // A table the kernel makes anyway costs nothing more, and one that is there is not made smaller; a budget has no room for it.
  const given = budget.value === null ? Math.max(ownChoice(target).buckets, current) : 0;
  const share = budget.value === null && target.memory !== undefined ? MEMORY_SHARE * target.memory : Infinity;
  if (bytesFor(state, max, Math.max(bucketsFor(state, max, limit), given)) > share) {
    max = Math.max(floor.max, largestFor(state, share, limit, given)?.max ?? 0);
    const rate = fullRate(best.demand, max);
    const values = { share: formatShare(MEMORY_SHARE), max: formatCount(max) };
    const problem =
      rate === undefined
        ? say("This workload does not fit: {share} of the memory is enough for only {max} entries.", values)
        : say("This workload does not fit: {share} of the memory is enough for only {max} entries, full at {rate} new connections/s.", {
            ...values,
            rate: formatRate(rate),
          });
    const advice = say("Shorten timeouts, keep traffic out of the table, or give the machine more memory.");
    reasons.push({ about: "memory", text: `${problem} ${advice}` });
  }
  const buckets = Math.max(bucketsFor(state, max, limit), given);
  const bytes = bytesFor(state, max, buckets);
  if (best.peak < max)
    reasons.push({ about: "max", text: say("{free} of the limit stays free at the peak.", { free: formatShare(1 - best.peak / max) }) });
  reasons.push({ about: "buckets", text: bucketsReason(state, max, buckets, limit) });
  const cost = fullCost(state, bytes);
  reasons.push({ about: "memory", text: cost }, ...hashsizeReason(target, buckets));
  return { max, buckets, timeouts: changed, bytes, reasons };
}

function bucketsReason({ target }: CalculatorState, max: number, buckets: number, limit: Insert): string {
  const mean = formatNumber(Math.round(meanChain(max, actualBuckets(target, buckets)) * 100) / 100);
  const values = { buckets: formatCount(buckets), mean };
  return limit === null
    ? say("{buckets} buckets keep the average chain of a full table at {mean} nodes.", values)
    : say("{buckets} buckets keep the average chain of a full table at {mean} nodes, so no new connection is refused.", values);
}

function fullCost({ target, namespaces }: CalculatorState, bytes: number): string {
  const takes =
    namespaces.value <= 1
      ? memoryText(target, bytes)
      : namespacesText(formatCount(namespaces.value), formatBytes(bytes), shareOf(target, bytes));
  return `${takes} ${say("An entry takes memory only while it exists.")}`;
}

function namespacesText(
  namespaces: string,
  memory: string,
  part: { readonly share: string; readonly machine: string } | undefined,
): string {
  const values = { namespaces, memory };
  return part
    ? say("When full, the {namespaces} namespaces take {memory} of kernel memory, {share} of {machine}.", { ...values, ...part })
    : say("When full, the {namespaces} namespaces take {memory} of kernel memory.", values);
}

/** Nothing where a sysctl.conf sets the buckets. */
function hashsizeReason(target: KernelTarget, buckets: number): readonly Reason[] {
  if (canWrite(BUCKETS_PATH, target)) return [];
  const text = say(
    "Linux {kernel} reliably sets the number of buckets only when the module is loaded: set hashsize={buckets} there, or chains get long.",
    { kernel: releaseName(target.kernel), buckets },
  );
  return [{ about: "buckets", text }];
}

/** What a recommendation does not go below: the limit in force, and the kernel's own, which may be taken for granted. */
function floorOf({ max, target }: CalculatorState): { readonly max: number; readonly reason: string } {
  const own = ownChoice(target);
  const present = Math.max(max.value, max.inFile ?? 0);
  if (present > own.max) {
    const value = { present: formatCount(present) };
    const reason =
      present === max.inFile
        ? say("The current limit of {present} is enough and is not lowered.", value)
        : say("The given limit of {present} is enough and is not lowered.", value);
    return { max: present, reason };
  }
  const values = { max: formatCount(own.max) };
  const reason = own.taken
    ? say("The kernel's default of {max} with plenty of memory (the machine's memory is unknown) is enough.", values)
    : say("The kernel's default of {max} for this memory is enough.", values);
  return { max: own.max, reason };
}

interface Plan {
  readonly demand: Demand;
  readonly peak: number;
  readonly max: number;
  readonly bytes: number;
}

function planFor(state: CalculatorState, demand: Demand, timeouts: Timeouts, limit: Insert, current: number): Plan {
  // More buckets leave more expired entries in the table: a first guess is taken for the final size or above.
  const guess = demandOf(state, { buckets: Number.MAX_SAFE_INTEGER, timeouts, pace: demand });
  const buckets = Math.max(current, bucketsFor(state, roomyMax(state, guess.peak), limit));
  const final = demandOf(state, { buckets, timeouts, pace: demand });
  const max = roomyMax(state, final.peak);
  return { demand: final, peak: final.peak, max, bytes: bytesFor(state, max, bucketsFor(state, max, limit)) };
}

/** The timeouts with the one change more that saves most; undefined where none saves anything. */
function biggestSaving(
  savings: readonly Recommended[],
  timeouts: Timeouts,
  best: Plan,
  plan: (timeouts: Timeouts) => Plan,
): Timeouts | undefined {
  let found: Timeouts | undefined;
  let least = best.peak - Math.max(1, best.peak * WORTH);
  for (const { key, seconds: to } of savings) {
    if (timeouts[key] <= to) continue;
    const trial = { ...timeouts, [key]: to };
    const { peak } = plan(trial);
    if (peak >= least) continue;
    least = peak;
    found = trial;
  }
  return found;
}

function changesBetween(before: Timeouts, after: Timeouts): Partial<Record<TimeoutKey, number>> {
  return Object.fromEntries(TIMEOUT_KEYS.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}

function riskOf(key: TimeoutKey, to: number): string {
  return recommendedFor("save").find((one) => one.key === key && one.seconds === to)?.risk ?? "";
}

function peakReasons(state: CalculatorState, demand: Demand, { demand: best }: Plan): readonly string[] {
  const { peakFactor, failover, scenario, "burst.factor": times, "burst.seconds": seconds } = state;
  const words: string[] = [];
  if (peakFactor.value > 1)
    words.push(say("The peak rate is assumed to be {peakFactor} times the usual rate.", { peakFactor: formatNumber(peakFactor.value) }));
  if (failover.value) words.push(say("Everything is doubled, because this machine must take over the connections of an equal partner."));
  if (scenario.value === "burst" && times.value > 1)
    words.push(
      say("A burst of {times} times that rate for {seconds} is part of the peak.", {
        times: formatNumber(times.value),
        seconds: formatDuration(seconds.value),
      }),
    );
  const waiting = best.peak - best.peakLive;
  const values = { rate: formatRate(demand.rate * demand.factor), live: formatCount(best.peakLive) };
  words.push(
    isOne(best.peakLive)
      ? say("At the peak of {rate} new connections/s, 1 entry is live.", values)
      : say("At the peak of {rate} new connections/s, {live} entries are live.", values),
  );
  if (waiting >= 0.5)
    words.push(
      say("The recommended table also has room for expired entries, at most {waiting}; they are collected within {interval}.", {
        waiting: formatCount(waiting),
        interval: formatDuration(best.interval),
      }),
    );
  return words;
}
