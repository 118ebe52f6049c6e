// Why a plan is what it is: sentences that belong to the plan that is chosen, and to no other.

import { actualBuckets } from "../../kernel/hash-table.ts";
import { size } from "../../sizing/size.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { CalculatorState } from "../state.ts";
import { demandOf } from "./demand.ts";
import { hasOwnPlan, type PlanChoice, planned, reductionOf, tableNow } from "./plans.ts";
import type { CalculatorResults, Reason } from "./results.ts";
import { bytesFor } from "./table-results.ts";
import { isOne, memoryText } from "./words.ts";

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
  if (share !== null)
    reasons.push({ about: "max", text: say("Your limit is {share} lower than the current one.", { share: formatShare(share) }) });
  if (rate === 0) reasons.push({ about: "max", text: say("Is your limit enough? Enter the traffic to find out.") });
  else if (peak > max)
    reasons.push({ about: "max", text: say("Your limit is too low: the peak needs {peak} entries.", { peak: formatCount(peak) }) });
  else {
    const values = { peak: formatCount(peak), share: formatShare(peak / max) };
    const text = isOne(peak)
      ? say("The peak of 1 entry takes {share} of your limit.", values)
      : say("The peak of {peak} entries takes {share} of your limit.", values);
    reasons.push({ about: "max", text });
  }
  reasons.push(
    reliable < max
      ? {
          about: "buckets",
          text: say("{actual} buckets are too few: some new connections are dropped from {reliable} entries on; {buckets} are enough.", {
            actual: formatCount(actual),
            reliable: formatCount(reliable),
            buckets: formatCount(recommendation.buckets),
          }),
        }
      : { about: "buckets", text: say("{actual} buckets are enough.", { actual: formatCount(actual) }) },
  );
  const bytes = bytesFor(state, max, actual);
  reasons.push({ about: "memory", text: memoryText(target, bytes) });
  return reasons;
}
