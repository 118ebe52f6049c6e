// Why a plan is what it is: sentences that belong to the plan that is chosen, and to no other.
import { actualBuckets } from "../../kernel/hash-table.ts";
import { size } from "../../sizing/size.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import type { CalculatorState } from "../state.ts";
import { demandOf } from "./demand.ts";
import { hasOwnPlan, type PlanChoice, planned, reductionOf, tableNow } from "./plans.ts";
import type { CalculatorResults, Reason } from "./results.ts";
import { bytesFor } from "./table-results.ts";
import { entriesWords } from "./words.ts";

export function whyOf(state: CalculatorState, results: CalculatorResults, choice: PlanChoice): readonly Reason[] {
  return choice === "mine" && hasOwnPlan(state) ? whyMine(state, results) : results.recommendation.reasons;
}

/** What the typed values lead to, measured by the same traffic. */
function whyMine(state: CalculatorState, { recommendation }: CalculatorResults): readonly Reason[] {
  const { target, features } = state;
  const { max, buckets } = planned(state, recommendation, "mine");
  const actual = actualBuckets(target, buckets);
  const { peak, rate } = demandOf(state, { buckets: actual });
  const share = reductionOf(tableNow(state).max, max);
  const sized = size({ target, max, buckets, features: features.value });
  const reliable = "error" in sized ? max : sized.chain.reliableEntries;
  const reasons: Reason[] = [];
  if (share !== null) reasons.push({ about: "max", text: `Your limit is ${formatShare(share)} lower than the current one.` });
  if (rate === 0) reasons.push({ about: "max", text: "Is your limit enough? Enter the traffic to find out." });
  else if (peak > max) reasons.push({ about: "max", text: `Your limit is too low: the peak needs ${entriesWords(peak)}.` });
  else reasons.push({ about: "max", text: `The peak of ${entriesWords(peak)} takes ${formatShare(peak / max)} of your limit.` });
  reasons.push(
    reliable < max
      ? {
          about: "buckets",
          text: `${formatCount(actual)} buckets are too few: new connections are refused from ${formatCount(reliable)} entries on; ${formatCount(recommendation.buckets)} are enough.`,
        }
      : { about: "buckets", text: `${formatCount(actual)} buckets are enough.` },
  );
  const bytes = bytesFor(state, max, actual);
  const of = target.memory === undefined ? "" : `, ${formatShare(bytes / target.memory)} of ${formatBytes(target.memory)}`;
  reasons.push({ about: "memory", text: `When full, the table takes ${formatBytes(bytes)} of kernel memory${of}.` });
  return reasons;
}
