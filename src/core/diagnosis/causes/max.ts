// Cause: the limit is low for what comes, and nothing else explains it better.

import { FILL_FULL } from "../../advice/fill.ts";
import { formatBytes, formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import { type FindCause, tableOf } from "../context.ts";
import { counted } from "../counted.ts";
import { LARGE } from "./state-share.ts";
import { calculate } from "./steps.ts";

/** Of the limit: where there is so little, nothing shows the limit. */
const ROOMY = 0.5;
/** Of the memory, that a full table may well take: with less, the limit is low for the machine. */
const CHEAP = 0.01;

export const maxTooLow: FindCause = (context) => {
  const { evidence, pressed, count, max, fill, buckets } = context;
  const early = counted(evidence, "early_drop");
  const wasReached = early > 0 || (fill !== undefined && fill >= FILL_FULL && context.drops !== null);
  const roomy = fill !== undefined && fill < ROOMY;
  // early_drop grows above the limit alone (__nf_conntrack_alloc), whatever the limit is.
  if (!pressed || max === 0 || (max === undefined && early === 0)) return undefined;
  const lines = [];
  if (max !== undefined)
    lines.push(
      fill === undefined
        ? say("The limit is {max} entries", { max: formatCount(max) })
        : roomy
          ? say("The limit is {max} entries, and the table has room now: if it was this one that was full, that is over", {
              max: formatCount(max),
            })
          : say("{count} of {max} entries, {fill}", { count: formatCount(count ?? 0), max: formatCount(max), fill: formatShare(fill) }),
    );
  const dropped = counted(evidence, "drop");
  if (dropped > 0 && context.drops?.from === "statistics")
    lines.push(say("{dropped} packets were dropped", { dropped: formatCount(dropped) }));
  if (early > 0) lines.push(say("{early} entries were evicted (early_drop), which is not logged", { early: formatCount(early) }));
  let cheap = false;
  const table = max === undefined ? undefined : tableOf(context, max, buckets);
  if (table && table.memoryShare !== null) {
    cheap = table.memoryShare < CHEAP;
    lines.push(
      say("A full table takes {total}, {memoryShare} of the memory", {
        total: formatBytes(table.bytes.total),
        memoryShare: formatShare(table.memoryShare),
      }),
    );
  }
  return {
    id: "max-too-low",
    title: CAUSE_TITLES["max-too-low"].usual,
    confidence: wasReached ? "certain" : cheap && !roomy ? "likely" : "possible",
    weight: wasReached ? LARGE : cheap && !roomy ? 0.33 : 0.2,
    evidence: lines,
    steps: [calculate(context, say("Calculate the table this traffic needs, and its cost"))],
  };
};
